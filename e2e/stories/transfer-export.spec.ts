import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freshHome } from '../launch/launch-app.ts';
import { expect, test, usualSize } from './story.ts';
import { checkFile, openTransfer, outcome, startImport } from './transfer-parts.ts';
import { expectAccessible, status, work } from './upgrade-parts.ts';
import { notices, results, search } from './window-parts.ts';

test('everything is exported, and comes back in an empty knowledge base as it was', async ({
  starterApp,
  launchApp,
}) => {
  const { page, menu, dialogs, shellCalls, home } = await starterApp();
  const file = join(home, 'all.json');
  await menu.click(['File', 'Export']);
  await expect(page.getByRole('radio', { name: /^Everything: 467 entries/ })).toBeChecked();
  await expectAccessible(page);
  await dialogs.answerNext({ paths: [file] });
  await page.getByRole('button', { name: 'Export…' }).click();
  await expect(page.getByText('467 entries exported')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Copy the checksum of the file/ })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Show in folder' }).click();
  expect(await shellCalls()).toContainEqual({ method: 'showItemInFolder', target: file });
  await expect(work(page)).toBeHidden();

  const empty = await launchApp({ home: await freshHome(), size: usualSize });
  await expect(empty.page.getByRole('button', { name: 'Load the starter knowledge base' })).toBeVisible();
  await empty.page.keyboard.press('ControlOrMeta+Shift+o');
  await empty.dialogs.answerNext({ paths: [file] });
  await startImport(empty.page);
  await expect(empty.page.getByText('It comes from Abendbook')).toBeVisible();
  await expectAccessible(empty.page);
  await checkFile(empty.page);
  await expect(outcome(empty.page)).toContainText('467 added');
  await empty.page.getByRole('button', { name: 'Import 467 entries' }).click();
  await expect(empty.page.getByRole('heading', { name: '467 entries added' })).toBeVisible();
  await expectAccessible(empty.page);
  await empty.page.getByRole('button', { name: 'Show the entries' }).click();
  await expect(status(empty.page)).toContainText('467 entries');
  await search(empty.page, 'VSAM status 35');
  await expect(results(empty.page).first()).toContainText('VSAM status 35');

  const again = join(home, 'again.json');
  await openTransfer(empty.page);
  await empty.dialogs.answerNext({ paths: [again] });
  await empty.page.getByRole('button', { name: 'Export…' }).click();
  await expect(empty.page.getByText('467 entries exported')).toBeVisible();
  expect(await readFile(again, 'utf8')).toBe(await readFile(file, 'utf8'));
});

test('a search is exported as a table for Excel', async ({ starterApp }) => {
  const { page, dialogs, home } = await starterApp();
  await search(page, 'category:VSAM');
  await expect(results(page).first()).toBeVisible();
  await openTransfer(page);
  await page.getByText('What is searched for now').click();
  const scope = page.getByRole('radio', { name: /^What is searched for now/ });
  await expect(scope).toHaveAccessibleName(/\d+ entries$/);
  await page.getByText('Spreadsheet (CSV)').click();
  await expect(page.getByRole('checkbox', { name: /^For Excel/ })).toBeChecked();
  const file = join(home, 'vsam.csv');
  await dialogs.answerNext({ paths: [file] });
  await page.getByRole('button', { name: 'Export…' }).click();
  await expect(page.getByText(/\d+ entries exported$/)).toBeVisible();
  const text = await readFile(file, 'utf8');
  expect(text.startsWith('\uFEFFid,title,problem')).toBe(true);
  expect(text).toContain('VSAM');
});

test('turning away from the dialog exports nothing, and the knowledge base itself is not written over', async ({
  starterApp,
}) => {
  const { page, dialogs, home } = await starterApp();
  await openTransfer(page);
  await dialogs.answerNext('cancel');
  await page.getByRole('button', { name: 'Export…' }).click();
  await expect(page.getByRole('button', { name: 'Export…' })).toBeEnabled();
  await dialogs.answerNext({ paths: [join(home, 'knowledge.db')] });
  await page.getByRole('button', { name: 'Export…' }).click();
  await expect(page.getByRole('alert')).toContainText('is your knowledge base itself');
  await expect(notices(page)).toBeEmpty();
});
