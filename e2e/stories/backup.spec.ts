import { AxeBuilder } from '@axe-core/playwright';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { loseFromIndex } from './damage.ts';
import { kb, knowledgeFile } from './knowledge-file.ts';
import { expect, test } from './story.ts';
import { detail, notices, results, search } from './window-parts.ts';

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

const fields = ['--problem', 'It was written after the backup.', '--solution', 'Undo the restore.'];

test('a backup is made from the menu, restored with its loss in sight, and the restore undone', async ({
  starterApp,
}) => {
  const { page, menu, home } = await starterApp();
  const status = page.getByRole('group', { name: 'Status' });
  const work = page.getByRole('region', { name: 'Work under way' });
  await expect(status).toContainText('not backed up yet');
  await menu.click(['Database', 'Back up now']);
  await expect(work).toContainText('Backed up and verified: 467 entries.');
  await expect(status).toContainText('backed up just now, verified');
  await work.getByRole('button', { name: 'Dismiss' }).click();

  await kb(knowledgeFile(home), 'entry', 'add', '--title', 'Wombat after the backup', ...fields);
  await kb(knowledgeFile(home), 'entry', 'update', 'starter-vsam-status-35', '--title', 'Changed since');

  await menu.click(['Database', 'Restore from backup']);
  const backups = page.getByRole('region', { name: 'List of backups' });
  await expect(backups.getByRole('button', { name: /^Restore the backup of/ })).toBeVisible();
  await expectAccessible(page);
  await backups.getByRole('button', { name: /^Restore the backup of/ }).click();
  const question = page.getByRole('alertdialog', { name: 'Restore this backup?' });
  await expect(question).toContainText('1 entry written since would be gone');
  await expect(question).toContainText('1 entry changed since would be as before');
  await expect(question).toContainText('Wombat after the backup');
  await expectAccessible(page);
  await expect(question.getByRole('button', { name: 'Keep what is there now' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(question).toBeHidden();

  await menu.click(['Database', 'Database']);
  await backups.getByRole('button', { name: /^Restore the backup of/ }).click();
  await question.getByRole('button', { name: 'Restore this backup' }).click();
  await expect(work).toContainText('Restored; 2 entries were discarded or set back.');
  await menu.click('search');
  await search(page, 'wombat');
  await expect(page.getByRole('button', { name: 'Write this entry' })).toBeVisible();

  await menu.click(['Database', 'Undo restore']);
  const undo = page.getByRole('alertdialog', { name: 'Undo the last restore?' });
  await undo.getByRole('button', { name: 'Undo the restore' }).click();
  await expect(results(page).first()).toContainText('Wombat after the backup');
  await expect(detail(page).getByRole('heading', { level: 2 })).toHaveText('Wombat after the backup');
});

test('a restore that was interrupted is told of when the window opens', async ({ starterApp }) => {
  const app = await starterApp();
  await app.close();
  await writeFile(`${knowledgeFile(app.home)}.restoring`, 'cut off in the mid');
  const { page } = await app.restart();
  await expect(notices(page)).toContainText('A restore was interrupted before it changed anything');
  await search(page, 'VSAM status 35');
  await expect(results(page).first()).toContainText('VSAM status 35');
});

test('a health check says that all is well', async ({ starterApp }) => {
  const { page, menu } = await starterApp();
  await menu.click(['Database', 'Health check']);
  await expect(page.getByText('Your knowledge base is sound')).toBeVisible();
  await expect(page.getByText('There is no verified backup yet.', { exact: true })).toBeVisible();
});

test('a damaged search index is made anew, and no backup is needed for it', async ({ starterApp }) => {
  const { page, menu, home } = await starterApp();
  loseFromIndex(knowledgeFile(home));
  await menu.click(['Database', 'Health check']);
  await expect(page.getByText('The search index is damaged. No entry is')).toBeVisible();
  await page.getByRole('button', { name: 'Make the search index anew' }).click();
  await expect(page.getByText('Your knowledge base is sound')).toBeVisible();
});

test('a knowledge base that cannot be read comes back from its backup, and the damaged file is kept', async ({
  starterApp,
}) => {
  const app = await starterApp();
  const file = knowledgeFile(app.home);
  await kb(file, 'backup', 'create');
  await app.kill();
  await writeFile(file, 'damaged beyond reading '.repeat(1_000));
  const { page } = await app.restart();
  await expect(page.getByRole('heading', { name: 'Your knowledge base could not be opened' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Restore the backup of/ })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: /^Restore the backup of/ }).click();
  const question = page.getByRole('alertdialog', { name: 'Restore this backup?' });
  await expect(question).toContainText('cannot be read');
  await question.getByRole('button', { name: 'Restore this backup' }).click();
  await search(page, 'VSAM status 35');
  await expect(results(page).first()).toContainText('VSAM status 35');
  const kept = await readdir(`${file}.backups`);
  const damaged = kept.find((name) => name.startsWith('damaged-')) ?? '';
  expect(await readFile(join(`${file}.backups`, damaged, 'knowledge.db'), 'utf8')).toMatch(/^damaged beyond/);
});
