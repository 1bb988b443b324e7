import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kb, knowledgeFile } from '../stories/knowledge-file.ts';
import { expect, test as base } from '../stories/story.ts';
import type { RunningApp } from '../stories/story.ts';
import {
  checkFile,
  dragFiles,
  fieldGroup,
  openTransfer,
  otherKnowledge,
  previews,
  recents,
  startImport,
  wantedForm,
} from '../stories/transfer-parts.ts';
import { button } from '../stories/upgrade-parts.ts';
import { results, search } from '../stories/window-parts.ts';
import { inspect } from './inspect.ts';

const tickets = join(import.meta.dirname, '../stories/data/tickets.csv');

const test = base.extend<{ folder: string }>({
  folder: async ({ browserName: _browser }, provide) => {
    const folder = await mkdtemp(join(tmpdir(), 'abendbook-transfer-'));
    await provide(folder);
    await rm(folder, { recursive: true, force: true });
  },
});
test.setTimeout(240_000);

async function picture(app: RunningApp, name: string): Promise<void> {
  await test.step(name, () => inspect(app, name));
}

async function choose({ page, dialogs }: RunningApp, path: string): Promise<void> {
  await openTransfer(page);
  await dialogs.answerNext({ paths: [path] });
  await startImport(page);
}

test('exporting, from the picked entries to the result', async ({ starterApp, folder }) => {
  const app = await starterApp();
  const { page, dialogs } = app;
  await search(page, 'dataset');
  await results(page).first().click();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await picture(app, 'search-selected');
  await openTransfer(page);
  await picture(app, 'transfer');
  await page.getByText('Spreadsheet (CSV)').click();
  await page.getByText('One category').click();
  await page.getByRole('combobox', { name: 'Category' }).selectOption('VSAM');
  await expect(page.getByRole('radio', { name: /^One category: \d+ entries/ })).toBeChecked();
  await picture(app, 'export-choices');
  await dialogs.answerNext({ paths: [join(folder, 'vsam.csv')] });
  await button(page, 'Export…').click();
  await expect(button(page, 'Show in folder')).toBeVisible();
  await picture(app, 'export-result');
});

test('matching up a table, and its check to the result', async ({ starterApp }) => {
  const app = await starterApp();
  const { page } = app;
  const drop = await dragFiles(page, [tickets]);
  await expect(page.getByText('Drop to import')).toBeVisible();
  await page.screenshot({ path: join(import.meta.dirname, '../../artifacts/screens/drop.png') });
  await drop();
  await expect(previews(page).first()).toBeVisible();
  await picture(app, 'import-mapping');
  for (const field of ['Category', 'Severity', 'Tags', 'Time written']) {
    await fieldGroup(page, field)
      .getByRole('button', { name: /^Changes of/ })
      .click();
  }
  await picture(app, 'import-mapping-changes');
  await fieldGroup(page, 'Solution').getByRole('combobox').first().selectOption('');
  await expect(page.getByRole('list', { name: 'Problems by kind' })).toContainText('8 ×');
  await picture(app, 'import-mapping-problems');
  await fieldGroup(page, 'Solution').getByRole('combobox').selectOption('Resolution');
  await expect(previews(page).first()).toContainText('Run the job');
  await checkFile(page);
  await picture(app, 'import-check');
  await button(page, /^Import \d/).click();
  await expect(button(page, 'Show the entries')).toBeVisible();
  await picture(app, 'import-result');
});

test('a messy table', async ({ starterApp }) => {
  const app = await starterApp();
  await (
    await dragFiles(app.page, [join(import.meta.dirname, '../data/incidents.csv')])
  )();
  await expect(previews(app.page).first()).toBeVisible();
  await picture(app, 'import-messy');
  await checkFile(app.page);
  await picture(app, 'import-messy-check');
});

test('conflicts, and the question before everything is replaced', async ({ starterApp, folder }) => {
  const app = await starterApp();
  const { page, home } = app;
  const entries = [];
  for (const id of ['starter-vsam-status-35', 'starter-abend-s0c1']) {
    const theirs = await kb<{ solution: string }>(knowledgeFile(home), 'entry', 'get', id);
    await kb(knowledgeFile(home), 'entry', 'update', id, '--solution', `${theirs.solution}\nTell the owner.`);
    entries.push({
      ...theirs,
      solution: `First look at the log.\n${theirs.solution}`,
      tags: ['changed-there', 'night-shift'],
      updatedAt: '2031-01-01T00:00:00.000Z',
    });
  }
  const file = join(folder, 'a-file-from-the-other-shift-with-a-long-name.json');
  await writeFile(file, JSON.stringify({ entries }));
  await choose(app, file);
  await expect(page.getByText('so nothing has to be matched up')).toBeVisible();
  await picture(app, 'import-native');
  await checkFile(page);
  await picture(app, 'import-conflicts');
  await page.getByText('Goes: the file').click();
  await button(page, /^Replace 467/).click();
  await expect(page.getByRole('alertdialog')).toBeVisible();
  await picture(app, 'import-replace');
});

test('some entries of another knowledge base', async ({ starterApp, folder }) => {
  const app = await starterApp();
  const { page } = app;
  await choose(app, await otherKnowledge(folder));
  await expect(wantedForm(page)).toBeVisible();
  await picture(app, 'import-database');
  await wantedForm(page).getByText('Only some').click();
  const category = wantedForm(page).getByRole('combobox', { name: 'Category' });
  await category.selectOption('Tape (3)');
  const tags = wantedForm(page).getByRole('combobox', { name: 'Any of these tags' });
  for (const tag of ['night-shift', 'library']) {
    await tags.fill(tag);
    await tags.press('Enter');
  }
  await wantedForm(page).getByLabel('Changed since').fill('2025-03-01');
  await wantedForm(page).getByLabel('Changed until').fill('2025-02-01');
  await picture(app, 'import-database-some');
  await wantedForm(page).getByLabel('Changed until').fill('2026-12-31');
  await checkFile(page);
  await picture(app, 'import-database-check');
  await button(page, /^Import \d/).click();
  await expect(button(page, 'Show the entries')).toBeVisible();
  await picture(app, 'import-database-result');
  await button(page, 'Show the entries').click();
  await expect(recents(page).first()).toContainText('OPAL');
  await picture(app, 'import-shown');
});

test('an import under way, and one that was cancelled', async ({ starterApp, folder }) => {
  const app = await starterApp();
  const { page } = app;
  const file = join(folder, 'many.ndjson');
  const long = 'It stops. '.repeat(40);
  const lines = Array.from({ length: 200_000 }, (_, n) =>
    JSON.stringify({ title: `GARNET ${n}`, problem: `${long}${n}`, solution: 'Restart.' }),
  );
  await writeFile(file, lines.join('\n'));
  await choose(app, file);
  await button(page, 'Continue: check the whole file').click();
  await expect(page.getByText(/per second/u).first()).toBeVisible();
  await picture(app, 'import-running');
  await button(page, 'Cancel the check').first().click();
  await expect(page.getByText('Cancelled.')).toBeVisible({ timeout: 30_000 });
  await picture(app, 'import-cancelled');
});

test('a file that cannot be imported', async ({ starterApp, folder }) => {
  const app = await starterApp();
  const file = join(folder, 'newer.json');
  await writeFile(file, '{"format":"abendbook-export","formatVersion":7,"entries":[]}');
  await choose(app, file);
  await expect(app.page.getByRole('alert')).toBeVisible();
  await picture(app, 'import-error');
});
