import { kb } from './knowledge-file.ts';
import { expect, test } from './story.ts';
import { detail, resultLine, results, search, searchBox, selectedRow } from './window-parts.ts';

interface Answer {
  readonly total: number;
  readonly results: readonly { readonly title: string }[];
}

const firstForQuery = [
  ['VSAM status 35', 'VSAM status 35: OPEN failed because the file was not found'],
  ['0C7', 'S0C7: data exception, invalid numeric data'],
  ['IEF450I', 'IEF450I: job step abended'],
  ['sqlcode -805', 'SQLCODE -805: DBRM or package not found in plan'],
  ['space abend', 'Space abends SB37, SD37, SE37: data set ran out of space'],
] as const;

for (const [query, title] of firstForQuery) {
  test(`${query} puts the right entry first, selected and shown beside the list`, async ({ reader }) => {
    const { page } = reader;
    await page.keyboard.type(query);
    await expect(results(page).first()).toContainText(title);
    await expect(selectedRow(page)).toContainText(title);
    await expect(detail(page).getByRole('heading', { level: 2 })).toContainText(title);
    await expect(searchBox(page)).toBeFocused();
  });
}

test('what is typed fast ends with the results of the last query alone', async ({ reader, starterFile }) => {
  const { page } = reader;
  for (const query of ['VSAM status 35', 'sqlcode -805', 'space abend']) {
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type(query);
  }
  const answer = await kb<Answer>(starterFile, 'search', 'space abend');
  const titles = answer.results.slice(0, 8).map(({ title }) => title);
  for (const [n, title] of titles.entries()) await expect(results(page).nth(n)).toContainText(title);
  await expect(resultLine(page)).toHaveText(`${answer.total} results`);

  // Answers of the earlier queries would be here by the time that a later question is answered.
  await page.getByRole('checkbox', { name: 'Include archived' }).check();
  await page.getByRole('checkbox', { name: 'Include archived' }).uncheck();
  await expect(results(page).first()).toContainText(titles[0] ?? '');
  await expect(searchBox(page)).toHaveValue('space abend');
});

test('shows why a result is there, with the words of the query marked', async ({ reader }) => {
  const { page } = reader;
  await search(page, 'VSAM status 35');
  await expect(results(page).first().locator('mark').first()).toHaveText(/^VSAM$/i);
  await expect(results(page).first().locator('mark').filter({ hasText: '35' }).first()).toBeVisible();
});

test('says so where nothing has all of the words, and proposes a word that occurs', async ({ reader }) => {
  const { page } = reader;
  await search(page, 'VSAM statsu');
  await expect(resultLine(page)).toContainText('Nothing has all of these words. These have some of them.');
  const proposal = page.getByRole('button', { name: 'VSAM status', exact: true });
  await expect(page.getByText('Did you mean VSAM status?')).toBeVisible();
  await proposal.click();
  await expect(searchBox(page)).toHaveValue('VSAM status');
  await expect(searchBox(page)).toBeFocused();
  await expect(resultLine(page)).toHaveText(/^\d+ results\s*$/);
});

test('says what of a query is left out', async ({ reader }) => {
  const { page } = reader;
  await search(page, 'created:someday VSAM');
  await expect(resultLine(page)).toContainText('created:someday is not understood; that part was left out.');
  await expect(results(page).first()).toContainText('VSAM');
});

test('any text at all is a query', async ({ reader }) => {
  const { page } = reader;
  for (const query of [
    '"',
    '*',
    'a AND (OR NOT',
    "'; DROP TABLE kb_entries; --",
    'NEAR/3 ^x:',
    '-"',
    '\\',
    '%_',
  ]) {
    await search(page, query);
    await expect(searchBox(page)).toHaveValue(query);
    await expect(resultLine(page)).toHaveText(/result/);
    await expect(page.getByRole('alert')).toHaveCount(0);
  }
});

test('a pasted job log is searched', async ({ reader }) => {
  const { page } = reader;
  const log = [
    'IEF403I PAYR0100 - STARTED - TIME=03.12.44',
    'IEF450I PAYR0100 STEP010 - ABEND=S0C7 U0000 REASON=00000000',
    'IEF404I PAYR0100 - ENDED - TIME=03.12.51',
  ].join('\n');
  await searchBox(page).fill(log.repeat(40));
  await expect(resultLine(page)).toContainText('result');
  await expect(
    results(page)
      .filter({ hasText: /S0C7|IEF450I/ })
      .first(),
  ).toBeVisible();
});
