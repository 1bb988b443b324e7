import {
  beginEntry,
  categoryField,
  problemField,
  solutionField,
  tagsField,
  titleField,
} from './editor-parts.ts';
import { kb, knowledgeFile } from './knowledge-file.ts';
import { expect, test } from './story.ts';
import { detail, notices, results, search, searchBox, selectedRow } from './window-parts.ts';

test('a new entry is written by keyboard alone, saved with Ctrl+S and found at once', async ({ writer }) => {
  const { page } = writer;
  await page.keyboard.press('ControlOrMeta+n');
  await expect(page.getByRole('heading', { name: 'New entry' })).toBeVisible();
  await expect(titleField(page)).toBeFocused();
  await page.keyboard.type('PAYR0100 stops with U0777 after the tariff change');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(problemField(page)).toBeFocused();
  await page.keyboard.type('User abend 777 in step CALC.');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(solutionField(page)).toBeFocused();
  await page.keyboard.type('Load the new tariff table, then restart from CALC.');
  await page.keyboard.press('Tab');
  await expect(categoryField(page)).toBeFocused();
  await page.keyboard.type('Payroll');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('radio', { name: 'medium' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: 'high' })).toBeChecked();
  await page.keyboard.press('Tab');
  await expect(tagsField(page)).toBeFocused();
  await page.keyboard.type('u0777,payroll,');
  await expect(page.getByRole('grid', { name: 'Tags of this entry' }).getByRole('row')).toHaveCount(2);
  await page.keyboard.press('ControlOrMeta+s');

  await expect(notices(page)).toContainText(/Saved as KB-\d+/);
  await expect(detail(page).getByRole('heading', { level: 2 })).toHaveText(/^PAYR0100 stops/);
  await expect(detail(page)).toContainText('Payroll');
  await expect(detail(page)).toContainText('high');
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('tariff u0777');
  await expect(results(page).first()).toContainText('PAYR0100 stops with U0777');
  await expect(selectedRow(page)).toContainText(/Payroll .*KB-/);
});

test('the editor says what is wrong as one writes, and saves nothing until it is mended', async ({
  writer,
}) => {
  const app = writer;
  const { page } = app;
  const before = await kb(knowledgeFile(app.home), 'status');
  await page.keyboard.press('ControlOrMeta+n');
  await expect(titleField(page)).toBeFocused();
  await expect(page.getByText('Give the entry a title')).toBeHidden();
  await page.keyboard.press('ControlOrMeta+s');
  await expect(page.getByText('Give the entry a title')).toBeVisible();
  await expect(titleField(page)).toBeFocused();
  await expect(titleField(page)).toHaveAttribute('aria-invalid', 'true');
  await expect(titleField(page)).toHaveAccessibleDescription(/Give the entry a title/);
  await expect(page.getByText('Describe the problem')).toBeVisible();
  await expect(page.getByText('Write down what fixes it.')).toBeVisible();

  await titleField(page).fill('U0778 in PAYR0100');
  await expect(page.getByText('Give the entry a title')).toBeHidden();
  await titleField(page).fill('x'.repeat(301));
  await expect(page.getByText('Shorten this by 1 characters: 300 is the most.')).toBeVisible();
  await titleField(page).fill('U0778 in PAYR0100');
  await problemField(page).fill('User abend 778.');
  await solutionField(page).fill('Restart.');
  await tagsField(page).fill('t'.repeat(65));
  await page.keyboard.press('Enter');
  await expect(page.getByText('A tag has at most 64 characters; this one has 65.')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+s');
  await expect(page.getByRole('heading', { name: 'New entry' })).toBeVisible();
  expect(await kb(knowledgeFile(app.home), 'status')).toEqual(before);

  await tagsField(page).focus();
  await page.keyboard.press('Backspace');
  await expect(page.getByText('A tag has at most 64 characters')).toBeHidden();
  await page.keyboard.press('ControlOrMeta+s');
  await expect(notices(page)).toContainText(/Saved as KB-\d+/);
});

test('what the program refuses to save stays in the editor, with the reason at its field', async ({
  writer,
}) => {
  const { page } = writer;
  const title = 'Job BILL0200 waits for a tape';
  await beginEntry(page, {
    title,
    problem: 'IEF233A, nobody mounts.',
    solution: 'Vary another drive online.',
  });
  await categoryField(page).fill('c'.repeat(101));
  await page.keyboard.press('ControlOrMeta+s');
  const reason = 'has 101 characters; at most 100 are allowed';
  await expect(page.getByText(reason)).toBeVisible();
  await expect(categoryField(page)).toHaveAccessibleDescription(new RegExp(reason));
  await expect(titleField(page)).toHaveValue(title);
  await expect(solutionField(page)).toHaveValue('Vary another drive online.');

  await categoryField(page).fill('Tape');
  await expect(page.getByText(reason)).toBeHidden();
  await page.keyboard.press('ControlOrMeta+s');
  await expect(notices(page)).toContainText('Saved as');
});

test('lines typed one below the other are shown so, and lists and tables as such', async ({ writer }) => {
  const { page } = writer;
  const problem = 'First seen at 03:00.\nThen again at 04:00.  \nThen never.';
  const solution = '1. Look.\n2. Act.\n\n| RC | Meaning |\n| --- | --- |\n| 12 | stop |';
  await beginEntry(page, { title: 'Lines', problem, solution });
  await page.keyboard.press('ControlOrMeta+s');
  const text = detail(page).getByRole('region', { name: 'Problem' }).getByRole('paragraph');
  await expect(text).toBeVisible();
  expect(await text.innerText()).toBe('First seen at 03:00.\nThen again at 04:00.\nThen never.');
  await expect(detail(page).getByRole('listitem').filter({ hasText: 'Act.' })).toHaveText('Act.');
  await expect(detail(page).getByRole('cell', { name: 'stop' })).toBeVisible();
});

test('a title that is there already is pointed out, and can be looked at without losing the draft', async ({
  writer,
}) => {
  const { page } = writer;
  await page.keyboard.press('ControlOrMeta+n');
  await titleField(page).fill('VSAM status 35: open failed, file not found');
  await expect(page.getByText('There may be an entry about this already.')).toBeVisible();
  await page.getByRole('button', { name: /^KB-\d+: VSAM status 35/ }).click();
  await expect(detail(page).getByRole('heading', { level: 2 })).toHaveText(/^VSAM status 35/);
  await page.getByRole('button', { name: 'Back to the unsaved entry' }).click();
  await expect(titleField(page)).toHaveValue('VSAM status 35: open failed, file not found');

  await titleField(page).fill('Zeppelin lands in the wrong queue');
  await expect(page.getByText('There may be an entry about this already.')).toBeHidden();
});

test('Esc asks before it throws away what was written, and keeps it where one says so', async ({
  writer,
}) => {
  const { page } = writer;
  await beginEntry(page, { title: 'Half a thought', problem: 'p', solution: 's' });
  await page.keyboard.press('Escape');
  const question = page.getByRole('alertdialog', { name: 'Discard your changes?' });
  await expect(question.getByRole('button', { name: 'Keep editing' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(titleField(page)).toHaveValue('Half a thought');

  await titleField(page).focus();
  await page.keyboard.press('Escape');
  await question.getByRole('button', { name: 'Discard changes' }).click();
  await expect(searchBox(page)).toBeFocused();
  await search(page, 'Half a thought');
  await expect(results(page).filter({ hasText: 'Half a thought' })).toHaveCount(0);
});
