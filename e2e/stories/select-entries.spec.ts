import type { Page } from 'playwright-core';
import { expect, test } from './story.ts';
import { results, search, selectedRow } from './window-parts.ts';

function selected(page: Page) {
  return page.getByRole('group', { name: 'Selected entries' });
}

test('entries are picked with the mouse, and the cursor goes its own way', async ({ reader: { page } }) => {
  await search(page, 'dataset');
  await expect(selectedRow(page)).toHaveCount(1);
  await results(page)
    .nth(2)
    .click({ modifiers: ['ControlOrMeta'] });
  await results(page)
    .nth(4)
    .click({ modifiers: ['ControlOrMeta'] });
  await expect(selected(page)).toContainText('2 selected');
  await expect(selectedRow(page)).toHaveCount(2);
  await results(page)
    .nth(6)
    .click({ modifiers: ['Shift'] });
  await expect(selected(page)).toContainText('4 selected');
  await results(page).nth(0).click();
  await expect(selected(page)).toContainText('4 selected');
  await selected(page).getByRole('button', { name: 'Clear' }).click();
  await expect(selected(page)).toBeHidden();
  await expect(selectedRow(page)).toHaveCount(1);
});

test('entries are picked with the keyboard, and let go', async ({ reader: { page } }) => {
  await search(page, 'dataset');
  await results(page).first().click();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(selected(page)).toContainText('3 selected');
  await page.keyboard.press('Shift+ArrowUp');
  await expect(selected(page)).toContainText('2 selected');
  await page.keyboard.press('Escape');
  await expect(selected(page)).toBeHidden();
  await page.keyboard.press('ControlOrMeta+a');
  const found = await page.getByRole('region', { name: 'Found entries' }).getByRole('status').textContent();
  const count = found?.match(/\d+/u)?.[0] ?? 'none';
  await expect(selected(page)).toContainText(`${count} selected`);
  await search(page, 'vsam');
  await expect(selected(page)).toBeHidden();
});

test('what was picked is chosen on the export page', async ({ reader: { page } }) => {
  await search(page, 'dataset');
  await results(page).first().click();
  await page.keyboard.press('Shift+ArrowDown');
  await selected(page).getByRole('button', { name: 'Export…' }).click();
  await expect(page.getByRole('radio', { name: 'The selected entries: 2 entries' })).toBeChecked();
});
