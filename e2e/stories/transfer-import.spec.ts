import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { kb, knowledgeFile } from './knowledge-file.ts';
import { expect, test } from './story.ts';
import type { RunningApp } from './story.ts';
import { checkFile, openTransfer, outcome, startImport } from './transfer-parts.ts';
import { expectAccessible, status, work } from './upgrade-parts.ts';
import { detail, results, search, searchBox } from './window-parts.ts';

const vsam = 'starter-vsam-status-35';

async function open({ page, dialogs }: RunningApp, path: string): Promise<void> {
  await openTransfer(page);
  await dialogs.answerNext({ paths: [path] });
  await startImport(page);
}

test('an entry changed on both sides is shown with both, and the newer one stands', async ({
  starterApp,
}) => {
  const app = await starterApp();
  const { page, home } = app;
  const theirs = await kb<object>(knowledgeFile(home), 'entry', 'get', vsam);
  await kb(knowledgeFile(home), 'entry', 'update', vsam, '--title', 'VSAM 35: changed here');
  const file = join(home, 'theirs.json');
  const entry = { ...theirs, title: 'VSAM 35: changed there', updatedAt: '2031-01-01T00:00:00.000Z' };
  await writeFile(file, JSON.stringify({ entries: [entry] }));
  await open(app, file);
  await checkFile(page);
  await expect(page.getByRole('heading', { name: '1 entry changed on both sides' })).toBeVisible();
  const sides = page.getByRole('region', { name: /^Both sides of/ });
  await expect(sides).toContainText('VSAM 35: changed here');
  await expect(sides).toContainText('VSAM 35: changed there');
  await expect(page.getByText('the one in the file will stand')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Import 1 entry' }).click();
  await expect(page.getByText('the one in the file stands')).toBeVisible();
  await page.getByRole('button', { name: 'Show the entries' }).click();
  await search(page, 'changed there');
  await results(page).first().click();
  await detail(page).getByRole('button', { name: 'History' }).click();
  await expect(page.getByRole('dialog', { name: 'History' })).toContainText('changed here');
});

test('everything is replaced after a question in numbers, and comes back with undo', async ({
  starterApp,
}) => {
  const app = await starterApp();
  const { page, home } = app;
  const file = join(home, 'two.json');
  const two = ['QUARTZ one', 'QUARTZ two'].map((title) => ({ title, problem: 'p', solution: 's' }));
  await writeFile(file, JSON.stringify({ entries: two }));
  await open(app, file);
  await checkFile(page);
  await page.getByText('Goes: the file').click();
  await expect(page.getByRole('heading', { name: '467 entries would go, and 2 come' })).toBeVisible();
  await page.getByRole('button', { name: 'Replace 467 entries…' }).click();
  const question = page.getByRole('alertdialog', { name: 'Replace everything that is here?' });
  await expect(question).toContainText('All 467 entries that are here now would go');
  await expect(question.getByRole('button', { name: 'Keep what is here' })).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(question).toBeHidden();
  await expect(status(page)).toContainText('467 entries');
  await page.getByRole('button', { name: 'Replace 467 entries…' }).click();
  await question.getByRole('button', { name: 'Replace everything' }).click();
  await expect(page.getByRole('heading', { name: '467 entries went, and 2 came' })).toBeVisible();
  await expect(status(page)).toContainText('2 entries');

  await page.getByRole('button', { name: 'Undo this import…' }).click();
  const undo = page.getByRole('alertdialog', { name: 'Undo the import?' });
  await expect(undo).toContainText('467 entries would come back');
  await undo.getByRole('button', { name: 'Undo the import' }).click();
  await expect(page.getByRole('heading', { name: 'The import was undone' })).toBeVisible();
  await expect(status(page)).toContainText('467 entries');
});

test('an import is cancelled from the strip at another place, and nothing of it stays', async ({
  starterApp,
}) => {
  test.setTimeout(120_000);
  const app = await starterApp();
  const { page, home } = app;
  const file = join(home, 'many.ndjson');
  const lines = Array.from({ length: 40_000 }, (_, n) =>
    JSON.stringify({
      title: `GARNET number ${n}`,
      problem: `It stops at step ${n}.`,
      solution: `Restart ${n}.`,
    }),
  );
  await writeFile(file, lines.join('\n'));
  await open(app, file);
  await page.getByRole('button', { name: 'Continue: check the whole file' }).click();
  await page.getByRole('button', { name: 'Cancel the check' }).first().click();
  await expect(page.getByText('Cancelled. Your knowledge base is as it was before.')).toBeVisible();
  await page.getByRole('button', { name: 'Check again' }).click();
  await expect(page.getByRole('button', { name: 'Import 40,000 entries' })).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Import 40,000 entries' }).click();
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await expect(searchBox(page)).toBeVisible();
  await work(page).getByRole('button', { name: 'Cancel, importing nothing' }).click();
  await expect(work(page)).toContainText('cancelled', { timeout: 30_000 });
  await search(page, 'GARNET');
  await expect(page.getByRole('button', { name: 'Write this entry' })).toBeVisible();
  await expect(status(page)).toContainText('467 entries');
  await page.keyboard.press('ControlOrMeta+Shift+o');
  await expect(page.getByText('Cancelled. Your knowledge base is as it was before.')).toBeVisible();
});

test('a file that cannot be read says so, and another may be chosen', async ({ starterApp }) => {
  const app = await starterApp();
  const { page, home, dialogs } = app;
  const broken = join(home, 'broken.json');
  await writeFile(broken, '{"format":"abendbook-export","formatVersion":7,"entries":[]}');
  await open(app, broken);
  await expect(page.getByRole('alert')).toContainText('broken.json');
  await expect(page.getByRole('button', { name: /^Continue/ })).toBeDisabled();
  await expectAccessible(page);
  const good = join(home, 'good.json');
  await writeFile(
    good,
    JSON.stringify([{ title: 'Good one', problem: 'p', solution: 's' }, { title: 'Bad one' }]),
  );
  await dialogs.answerNext({ paths: [good] });
  await page.getByRole('button', { name: 'Choose another file…' }).click();
  await checkFile(page);
  await expect(outcome(page)).toContainText('1 bad, left out');
});
