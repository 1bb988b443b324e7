import type { Locator, Page } from 'playwright-core';
import { titleField } from './editor-parts.ts';
import { expect, test } from './story.ts';
import { detail, notices, search, searchBox } from './window-parts.ts';

test('commands are found by a few letters and run by Enter', async ({ reader }) => {
  const { page } = reader;
  const palette = await openPalette(page);
  await page.keyboard.type('sett');
  await expect(palette.getByRole('option')).toHaveText([/^Settings/]);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
  await expect(palette).toBeHidden();

  await openPalette(page);
  await page.keyboard.type('new ent');
  await page.keyboard.press('Enter');
  await expect(titleField(page)).toBeFocused();
});

test('the arrow keys choose a command, and Esc leaves everything as it was', async ({ reader }) => {
  const { page } = reader;
  await search(page, 'S0C7');
  const palette = await openPalette(page);
  await page.keyboard.type('theme');
  await expect(palette.getByRole('option')).toHaveCount(3);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Escape');
  await expect(palette).toBeHidden();
  await expect(searchBox(page)).toBeFocused();
  await expect(searchBox(page)).toHaveValue('S0C7');
  await expect(page.locator('html')).toHaveCSS('color-scheme', 'light dark');
});

test('says so where no command has the name', async ({ reader }) => {
  const { page } = reader;
  const palette = await openPalette(page);
  await page.keyboard.type('abend');
  await expect(palette.getByRole('option')).toHaveText(['About Abendbook']);
  await page.keyboard.type('zzz');
  await expect(page.getByText('No command has this name.')).toBeVisible();
});

test('commands for an entry are offered only while one is shown', async ({ reader }) => {
  const { page } = reader;
  const palette = await openPalette(page);
  const copy = palette.getByRole('option', { name: 'Copy entry as text' });
  await expect(palette.getByRole('option', { name: /^New entry/ })).toBeVisible();
  await expect(copy).toHaveCount(0);
  await page.keyboard.press('Escape');

  await search(page, 'S0C7');
  await expect(detail(page).getByRole('heading', { level: 2 })).toHaveText(/^S0C7/);
  await openPalette(page);
  await page.keyboard.type('copy entry');
  await expect(copy).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(notices(page)).toContainText(/^Copied KB-\d+ as text/);
  expect(await reader.clipboardText()).toMatch(/^S0C7/);
});

async function openPalette(page: Page): Promise<Locator> {
  await page.keyboard.press('ControlOrMeta+Shift+p');
  const palette = page.getByRole('dialog', { name: 'Commands' });
  await expect(palette.getByRole('combobox', { name: 'Command' })).toBeFocused();
  return palette;
}
