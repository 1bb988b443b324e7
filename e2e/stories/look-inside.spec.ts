import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { kb, knowledgeFile } from './knowledge-file.ts';
import { expect, test } from './story.ts';
import { button, expectAccessible } from './upgrade-parts.ts';
import { detail, notices, results, search, searchBox } from './window-parts.ts';

test('single entries come back from a backup, and nothing else does', async ({ starterApp }) => {
  const { page, menu, home } = await starterApp();
  const file = knowledgeFile(home);
  await kb(file, 'backup', 'create');
  await kb(file, 'entry', 'update', 'starter-vsam-status-35', '--solution', 'Nobody knows any more.');
  await menu.click(['Database', 'Restore from backup']);
  await button(page, /^Look inside the backup of/).click();
  const dialog = page.getByRole('dialog', { name: 'Look inside a backup' });
  await expect(dialog.getByRole('searchbox')).toBeFocused();
  const rows = dialog.getByRole('list', { name: 'Entries in this backup' }).getByRole('listitem');
  await expect(rows.first()).toContainText('different now');
  await expectAccessible(page);
  await dialog.getByRole('searchbox').fill('VSAM status 35');
  await expect(rows.first()).toContainText('VSAM');
  await rows.first().getByRole('checkbox').check();
  await dialog.getByRole('button', { name: 'Bring back 1 entry' }).click();
  await expect(notices(page)).toContainText('1 entry has the text of the backup again, as a new revision');
  await menu.click('search');
  await expect(searchBox(page)).toBeFocused();
  await search(page, 'VSAM status 35');
  await expect(results(page).first()).toContainText('VSAM status 35');
  await expect(detail(page)).not.toContainText('Nobody knows any more');
});

test('backups are copied to a second folder, as long as that is wanted', async ({ starterApp }) => {
  const { page, menu, home, dialogs } = await starterApp();
  const folder = join(home, 'other-disk');
  await mkdir(folder);
  await menu.click(['Database', 'Restore from backup']);
  await dialogs.answerNext({ paths: [folder] });
  await button(page, 'Choose a second folder…').click();
  await expect(page.getByText(`New backups are copied to ${folder}, too.`)).toBeVisible();
  await button(page, 'Back up now').click();
  await expect(page.getByRole('region', { name: 'List of backups' })).toContainText('copied');
  const [copies = ''] = await readdir(folder);
  expect((await readdir(join(folder, copies))).some((name) => name.endsWith('.backup.db'))).toBe(true);
  await button(page, 'Stop copying').click();
  await expect(button(page, 'Choose a second folder…')).toBeVisible();
});
