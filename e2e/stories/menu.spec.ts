import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { project } from '../launch/project.ts';
import { titleField } from './editor-parts.ts';
import { knowledgeFile } from './knowledge-file.ts';
import { expect, test } from './story.ts';
import { detail, notices, search, searchBox } from './window-parts.ts';

test('the menu begins a new entry and leads to the settings and the database', async ({ reader }) => {
  const { page, menu } = reader;
  await menu.click(['File', 'New entry']);
  await expect(titleField(page)).toBeFocused();
  await menu.click('settings');
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
  await menu.click(['Database', 'Database']);
  await expect(page.getByRole('heading', { name: 'Database' })).toBeVisible();
  await expect(page.getByRole('main')).toContainText(knowledgeFile(reader.home));
  await menu.click(['View', 'Back']);
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
  await menu.click(['View', 'Search']);
  await expect(searchBox(page)).toBeFocused();
});

test('About shows the versions and where the database is, and copies them', async ({ reader }) => {
  const { page, menu } = reader;
  await menu.click('about');
  const about = page.getByRole('dialog', { name: 'About Abendbook' });
  const { version } = JSON.parse(await readFile(join(project, 'package.json'), 'utf8')) as {
    version: string;
  };
  for (const [name, value] of [
    ['Version', version],
    ['Node', /^24\./],
    ['Chromium', /^\d+\./],
    ['SQLite', /^3\./],
    ['Database', knowledgeFile(reader.home)],
  ] as const) {
    const definition = about
      .getByRole('term')
      .filter({ hasText: new RegExp(`^${name}$`) })
      .locator('+ dd');
    await expect(definition).toHaveText(value);
  }
  await about.getByRole('button', { name: 'Copy details' }).click();
  await expect.poll(() => reader.clipboardText()).toContain(`Database: ${knowledgeFile(reader.home)}`);
  await about.getByRole('button', { name: 'Show the database in its folder' }).click();
  await expect
    .poll(() => reader.shellCalls())
    .toContainEqual({ method: 'showItemInFolder', target: knowledgeFile(reader.home) });
  await page.keyboard.press('Escape');
  await expect(about).toBeHidden();
  await expect(searchBox(page)).toBeFocused();
});

test('Keyboard shortcuts lists the keys', async ({ reader }) => {
  const { page, menu } = reader;
  await menu.click(['Help', 'Keyboard shortcuts']);
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(
    sheet
      .getByRole('term')
      .filter({ hasText: /^New entry$/ })
      .locator('+ dd'),
  ).toHaveText(/^(Ctrl\+|⌘)N$/);
  await sheet.getByRole('button', { name: 'Close' }).click();
  await expect(sheet).toBeHidden();
});

test('what needs an entry works on the one that is shown', async ({ writer: { page, menu } }) => {
  await search(page, 'SQLCODE -805');
  await expect(detail(page).getByRole('heading', { level: 2 })).toHaveText(/^SQLCODE -805/);
  await menu.click('find-in-entry');
  await expect(page.getByRole('search', { name: 'Find in this entry' })).toBeVisible();
  await menu.click('edit-entry');
  await expect(titleField(page)).toHaveValue(/^SQLCODE -805/);
  await menu.click('search');
  await menu.click('archive-entry');
  await expect(notices(page)).toContainText(/^Archived KB-\d+/);
});

test('every menu item has a name, and no two the same keys', async ({ reader }) => {
  const items = (await reader.menu.items()).flatMap((menu) => menu.items);
  const named = items.filter((item) => item.type !== 'separator');
  expect(named.length).toBeGreaterThan(15);
  for (const item of named) expect(item.label, item.id).not.toBe('');
  const accelerators = named.filter((item) => item.visible).map((item) => item.accelerator);
  const given = accelerators.filter((accelerator) => accelerator !== null);
  expect(new Set(given).size).toBe(given.length);
});
