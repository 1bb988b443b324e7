import { expect, test } from './story.ts';
import type { RunningApp } from './story.ts';
import {
  checkFile,
  openTransfer,
  otherKnowledge,
  outcome,
  recents,
  startImport,
  wantedForm,
} from './transfer-parts.ts';
import { expectAccessible, status } from './upgrade-parts.ts';
import { detail, results, search } from './window-parts.ts';

/** Chooses another knowledge base, and asks for some of its entries. */
async function openOther({ page, dialogs, home }: RunningApp): Promise<void> {
  const file = await otherKnowledge(home);
  await openTransfer(page);
  await dialogs.answerNext({ paths: [file] });
  await startImport(page);
  await expect(wantedForm(page).getByRole('radio', { name: 'Everything: 5 entries' })).toBeChecked();
  await wantedForm(page).getByText('Only some').click();
}

test('one category of another knowledge base is imported with its history, and the rest is not', async ({
  starterApp,
}) => {
  const app = await starterApp();
  const { page } = app;
  await openOther(app);
  const goOn = page.getByRole('button', { name: 'Continue: check the whole file' });
  await expect(goOn).toBeDisabled();
  await expect(page.getByText('Say which entries, or take everything.')).toBeVisible();
  await wantedForm(page).getByRole('combobox', { name: 'Category' }).selectOption('Tape (3)');
  await expectAccessible(page);
  await checkFile(page);
  await expect(page.getByRole('heading', { name: '3 entries would be added' })).toBeVisible();
  await expect(page.getByText('Only some of it: category Tape')).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Back', exact: true }).click();
  await expect(wantedForm(page).getByRole('combobox', { name: 'Category' })).toHaveValue('Tape');
  await checkFile(page);
  await page.getByRole('button', { name: 'Import 3 entries' }).click();
  await expect(page.getByRole('heading', { name: '3 entries added' })).toBeVisible();
  await expect(status(page)).toContainText('470 entries');
  await page.getByRole('button', { name: 'Show the entries' }).click();
  await expect(recents(page).first()).toHaveText(/OPAL/);
  await expect(recents(page).filter({ hasText: 'OPAL' })).toHaveCount(3);
  await expect(detail(page)).toContainText('OPAL drive will not load');
  await search(page, 'OPAL');
  await expect(results(page)).toHaveCount(3);
  await expect(results(page).filter({ hasText: /printer|queue/ })).toHaveCount(0);
  await results(page).filter({ hasText: 'OPAL drive' }).click();
  await detail(page).getByRole('button', { name: 'History' }).click();
  await expect(page.getByRole('dialog', { name: 'History' })).toContainText('Call the owner of Tape');
});

test('entries are chosen by tag, by the days of their change and by words', async ({ starterApp }) => {
  const app = await starterApp();
  const { page } = app;
  await openOther(app);
  const tags = wantedForm(page).getByRole('combobox', { name: 'Any of these tags' });
  await tags.fill('nig');
  await page.getByRole('option', { name: 'night-shift' }).click();
  await tags.fill('library');
  await tags.press('Enter');
  await checkFile(page);
  await expect(outcome(page)).toContainText('4 added');
  await expect(page.getByText('one of the tags night-shift, library')).toBeVisible();

  await page.getByRole('button', { name: 'Back', exact: true }).click();
  const since = wantedForm(page).getByLabel('Changed since');
  const until = wantedForm(page).getByLabel('Changed until');
  await since.fill('2025-06-01');
  await until.fill('2025-05-31');
  await expect(wantedForm(page).getByText('This day is before the first one.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Continue: check the whole file' })).toBeDisabled();
  await until.fill('2026-01-10');
  await checkFile(page);
  await expect(outcome(page)).toContainText('2 added');

  await page.getByRole('button', { name: 'Back', exact: true }).click();
  await wantedForm(page).getByRole('textbox', { name: 'Words' }).fill('label');
  await checkFile(page);
  await expect(page.getByRole('button', { name: 'Import 1 entry' })).toBeVisible();

  await page.getByRole('button', { name: 'Back', exact: true }).click();
  await wantedForm(page).getByRole('textbox', { name: 'Words' }).fill('printer');
  await checkFile(page);
  await expect(page.getByRole('heading', { name: 'No entry in it fits what you asked for' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Import/ })).toBeDisabled();
});
