import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './story.ts';
import { checkFile, dragFiles, fieldGroup, openTransfer, previews, startImport } from './transfer-parts.ts';
import { expectAccessible, status } from './upgrade-parts.ts';
import { notices, results, search } from './window-parts.ts';

const tickets = join(import.meta.dirname, 'data', 'tickets.csv');

test('a table of tickets is dropped, matched up with the keyboard, and imported', async ({ starterApp }) => {
  const { page } = await starterApp();
  const drop = await dragFiles(page, [tickets]);
  await expect(page.getByText('Drop to import')).toBeVisible();
  await drop();
  await expect(page.getByRole('heading', { name: 'Import tickets.csv' })).toBeVisible();
  await expect(page.getByText('Drop to import')).toBeHidden();
  await expect(previews(page).first()).toContainText('VSAM open fails with status 35');
  await expect(page.getByRole('combobox', { name: 'with columns split by' })).toHaveValue(';');
  await expect(page.getByLabel('Column for Title', { exact: true })).toHaveValue('Summary');
  await expect(page.getByRole('list', { name: 'Problems by kind' })).toContainText('Title is missing');
  await expectAccessible(page);

  const scrolled = page.getByRole('region', { name: 'What comes of it' });
  await scrolled.evaluate((element) => element.scrollTo(0, 120));
  const category = fieldGroup(page, 'Category');
  await category.getByRole('button', { name: /^Changes of Category/ }).press('Enter');
  const becomes = category.getByRole('textbox', { name: 'db becomes' });
  await becomes.fill('DB2');
  await expect(previews(page).nth(2)).toContainText('DB2');
  await expect(becomes).toBeFocused();
  expect(await scrolled.evaluate((element) => element.scrollTop)).toBe(120);
  const severity = fieldGroup(page, 'Severity');
  await severity.getByRole('button', { name: /^Changes of Severity/ }).press('Enter');
  await severity.getByRole('combobox', { name: 'P5 becomes' }).selectOption('low');
  const title = fieldGroup(page, 'Title');
  await title.getByRole('button', { name: /^Changes of Title/ }).press('Enter');
  await title.getByRole('textbox', { name: /^Where it is empty/u }).fill('No title given');
  await expect(previews(page).nth(3)).toContainText('No title given');
  await expect(previews(page).nth(3)).toContainText('low');
  await expectAccessible(page);

  await checkFile(page);
  await expect(page.getByRole('heading', { name: /would be added/ })).toBeFocused();
  await expect(page.getByRole('region', { name: 'Bad records', exact: true })).toContainText('7');
  await expectAccessible(page);
  await page.getByText('Import nothing').click();
  await expect(page.getByRole('button', { name: /^Import \d/ })).toBeDisabled();
  await page.getByText('Leave out').click();
  await page.getByRole('button', { name: /^Import \d/ }).click();
  await expect(page.getByRole('heading', { name: /entries added$/ })).toBeVisible();
  await page.getByRole('button', { name: 'Show the entries' }).click();
  await search(page, 'PAYCOLL category:DB2');
  await expect(results(page).first()).toContainText('DB2 -805 after bind');
});

test('a messy table in an old encoding is understood, and what is bad in it is told by kind and by record', async ({
  starterApp,
}) => {
  const { page, clipboardText } = await starterApp();
  await (
    await dragFiles(page, [join(import.meta.dirname, '../data/incidents.csv')])
  )();
  await expect(page.getByRole('combobox', { name: 'in', exact: true })).toHaveValue('windows-1252');
  await expect(previews(page).first()).toContainText('1. LISTCAT ENT(PROD.PAY.STAMM.D000) prüfen');
  const problems = page.getByRole('list', { name: 'Problems by kind' });
  await expect(problems).toContainText('Time written makes no sense');
  await expect(problems).toContainText('Record cannot be read');
  const severity = fieldGroup(page, 'Severity');
  await severity.getByRole('button', { name: /^Changes of Severity/ }).press('Enter');
  await expect(severity.getByRole('row', { name: /^1 - Kritisch 14/ })).toBeVisible();
  await severity.getByLabel('nach Absprache becomes').selectOption('medium');
  await expect(problems).not.toContainText('Severity makes no sense');
  await page.getByRole('combobox', { name: 'in', exact: true }).selectOption('utf-8');
  await expect(page.getByRole('alert')).toContainText('incidents.csv');
  await page.getByRole('combobox', { name: 'in', exact: true }).selectOption('windows-1252');
  await expect(page.getByRole('region', { name: 'Columns with samples' })).toContainText('Lösung');
  await checkFile(page);
  await expect(page.getByRole('heading', { name: /^\d+ bad records$/ })).toBeVisible();
  await page.getByRole('button', { name: 'Copy the list' }).click();
  await expect(notices(page)).toContainText('Copied the list');
  expect(await clipboardText()).toContain('31.02.2024');
  await page.getByRole('button', { name: /^Import \d/ }).click();
  await page.getByRole('button', { name: 'Show the entries' }).click();
  await search(page, 'PAYJ0100 status 35');
  await expect(results(page).first()).toContainText('VSAM OPEN mit Status 35 in PAYR0100');
});

test('a mapping is saved, and offered with the next file of that kind', async ({ starterApp }) => {
  const { page, dialogs, home } = await starterApp();
  await openTransfer(page);
  await dialogs.answerNext({ paths: [tickets] });
  await startImport(page);
  await page.getByLabel('One more column for Title').selectOption('Ticket');
  await expect(previews(page).first()).toContainText('T-1001');
  const saving = page.getByRole('form', { name: 'Save this mapping' });
  await saving.getByRole('textbox').fill('Old ticket tool');
  await saving.getByRole('button').click();
  await expect(notices(page)).toContainText('Saved the mapping “Old ticket tool”');
  await page.getByRole('button', { name: 'Put this file away' }).click();

  const next = join(home, 'more tickets.csv');
  await copyFile(tickets, next);
  await dialogs.answerNext({ paths: [next] });
  await startImport(page);
  await page.getByRole('button', { name: 'Use “Old ticket tool”' }).click();
  await expect(page.getByLabel('Column 2 for Title')).toHaveValue('Ticket');
  await expect(previews(page).first()).toContainText('T-1001');
});

test('another delimiter makes other columns, and work on a file is not lost with a wrong drop', async ({
  starterApp,
}) => {
  const { page, home } = await starterApp();
  await (
    await dragFiles(page, [tickets])
  )();
  await expect(previews(page).first()).toContainText('VSAM open fails');
  await page.getByLabel('One more column for Title').selectOption('Ticket');
  const other = join(home, 'other.csv');
  await copyFile(tickets, other);
  await (
    await dragFiles(page, [other])
  )();
  await expect(page.getByRole('heading', { name: 'Import other.csv' })).toBeVisible();
  await expect(fieldGroup(page, 'Title').getByRole('combobox').first()).toHaveValue('Summary');
  await page.getByRole('combobox', { name: 'with columns split by' }).selectOption(',');
  await expect(page.getByRole('region', { name: 'Columns with samples' })).toContainText('Ticket;Summary');
  await (
    await dragFiles(page, [tickets])
  )();
  await expect(page.getByLabel('Column 2 for Title')).toHaveValue('Ticket');
  await expect(status(page)).toContainText('467 entries');
});

test('the page can name no file that was not chosen or dropped', async ({ reader: { page } }) => {
  const failures = await page.evaluate(async () => {
    const bridge = window.abendbook as unknown as {
      invoke(channel: string, request: unknown): Promise<unknown>;
      dropped(file: File): Promise<unknown>;
    };
    return [
      await bridge.invoke('transfer:preview', { path: '/etc/passwd' }),
      await bridge.invoke('transfer:dropped', '/etc/passwd'),
      await bridge.dropped(new File(['x'], '/etc/passwd')),
    ];
  });
  expect(failures).toMatchObject([
    { ok: false, failure: { kind: 'not-found' } },
    { ok: false, failure: { message: 'There is no channel transfer:dropped.' } },
    { ok: false, failure: { kind: 'invalid-request' } },
  ]);
});
