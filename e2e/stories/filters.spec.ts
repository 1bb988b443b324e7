import type { Locator, Page } from 'playwright-core';
import { kb, knowledgeFile } from './knowledge-file.ts';
import { expect, test } from './story.ts';
import { detail, resultLine, results, search, searchBox } from './window-parts.ts';

test('filters typed into the box narrow the results', async ({ reader, starterFile }) => {
  const { page } = reader;
  const all = await kb<{ total: number }>(starterFile, 'search', 'status');
  for (const [query, rows] of [
    ['status category:VSAM', /VSAM · .*KB-/],
    ['status severity:critical', /critical/],
    ['status -vsam', /KB-/],
    ['"file was not found"', /not found/],
  ] as const) {
    const { total } = await kb<{ total: number }>(starterFile, 'search', query);
    expect(total).toBeLessThan(all.total);
    await search(page, query);
    await expect(resultLine(page)).toHaveText(new RegExp(`^${total} results?$`));
    for (const row of await results(page).all()) await expect(row).toContainText(rows);
  }
  await search(page, 'category:VSAM severity:high tag:jcl');
  await expect(page.getByRole('button', { name: 'Filters (3)' })).toBeVisible();
  await expect(detail(page).getByRole('list', { name: 'Tags' })).toContainText('jcl');
});

test('Tab completes the filter that is being typed', async ({ reader }) => {
  const { page } = reader;
  await page.keyboard.type('open cat');
  await expect(page.getByText('Tab completes to category:')).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(searchBox(page)).toHaveValue('open category:');
  await page.keyboard.type('vs');
  await expect(page.getByText('Tab completes to category:VSAM')).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(searchBox(page)).toHaveValue('open category:VSAM ');
  await expect(searchBox(page)).toBeFocused();
  await expect(results(page).first()).toContainText(/VSAM · .*KB-/);
});

test('the filters panel is used by keyboard alone, and counts what it finds', async ({
  reader,
  starterFile,
}) => {
  const { page } = reader;
  const { total } = await kb<{ total: number }>(starterFile, 'search', 'status category:VSAM');
  const critical = await kb<{ total: number }>(starterFile, 'search', 'status severity:critical');
  await search(page, 'status');
  await page.keyboard.press('ControlOrMeta+Shift+f');
  const panel = page.getByRole('complementary', { name: 'Filters' });
  const category = panel.getByRole('group', { name: 'Category' });
  const vsam = category.getByRole('checkbox', { name: /^VSAM/ });
  await expect(vsam).toBeVisible();
  await tabTo(page, vsam);
  await page.keyboard.press('Space');
  await expect(searchBox(page)).toHaveValue('status category:VSAM');
  await expect(vsam).toBeChecked();
  await expect(resultLine(page)).toHaveText(`${total} results`);
  await expect(vsam).toHaveAccessibleName(`VSAM ${total}`);

  const severity = panel.getByRole('group', { name: 'Severity' });
  await tabTo(page, severity.getByRole('checkbox', { name: /^critical/ }));
  await page.keyboard.press('Space');
  await expect(searchBox(page)).toHaveValue('status category:VSAM severity:critical');
  await expect(results(page).first()).toContainText('critical');

  await tabTo(page, panel.getByRole('button', { name: 'Clear filters' }));
  await page.keyboard.press('Enter');
  await expect(searchBox(page)).toHaveValue('status');
  await expect(searchBox(page)).toBeFocused();

  await expect(severity.getByRole('checkbox', { name: `critical ${critical.total}` })).toBeVisible();
  await tabTo(page, vsam);
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await expect(searchBox(page)).toBeFocused();
});

test('a tag of an entry is a filter as well', async ({ reader, starterFile }) => {
  const { page } = reader;
  const query = 'VSAM status 35 tag:not-found';
  const { total } = await kb<{ total: number }>(starterFile, 'search', query);
  await search(page, 'VSAM status 35');
  await detail(page).getByRole('button', { name: 'Search for the tag not-found' }).click();
  await expect(searchBox(page)).toHaveValue(query);
  await expect(searchBox(page)).toBeFocused();
  await expect(resultLine(page)).toHaveText(`${total} results`);
});

test('where nothing matches one can write the entry', async ({ reader }) => {
  const { page } = reader;
  await search(page, 'xqzzy');
  const found = page.getByRole('region', { name: 'Found entries' });
  await expect(found.getByRole('heading', { name: 'Nothing matches' })).toBeVisible();
  await expect(found.getByRole('button')).toHaveText(['Write this entry']);
  await expect(detail(page)).toBeHidden();
  await found.getByRole('button').press('Enter');
  await expect(page.getByRole('heading', { name: 'New entry' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue('xqzzy');
});

test('a search that finds nothing does not swallow the one after it', async ({ reader }) => {
  const { page } = reader;
  for (const query of ['IEF450I', 'S0C7', 'sqlcode -805', 'S806', 'S222', 'IEC030I', 'ASRA', 'S913']) {
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('xqzzy category:VSAM');
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.insertText(query);
    await expect(results(page).first()).toContainText(query.split(' ').at(-1) ?? query);
  }
});

test('where filters hide everything one can clear them', async ({ reader }) => {
  const { page } = reader;
  await search(page, 'IEF450I category:VSAM');
  const found = page.getByRole('region', { name: 'Found entries' });
  await expect(found.getByRole('heading', { name: 'The filters hide everything' })).toBeVisible();
  await expect(found).toContainText('Without the filters there is 1 result.');
  await expect(found.getByRole('button')).toHaveText(['Clear filters']);
  await found.getByRole('button').click();
  await expect(searchBox(page)).toHaveValue('IEF450I');
  await expect(searchBox(page)).toBeFocused();
  await expect(results(page)).toHaveCount(1);
});

test('where only archived entries match one can search them too', async ({ writer: app }) => {
  const { page } = app;
  await search(page, 'IEA995I');
  await expect(results(page)).toHaveCount(1);
  const answer = await kb<{ results: [{ id: string }] }>(knowledgeFile(app.home), 'search', 'IEA995I');
  await kb(knowledgeFile(app.home), 'entry', 'archive', answer.results[0].id);

  await search(page, 'IEA995I ');
  const found = page.getByRole('region', { name: 'Found entries' });
  await expect(found.getByRole('heading', { name: 'Only archived entries match' })).toBeVisible();
  await expect(found.getByRole('button')).toHaveText(['Search archived too']);
  await found.getByRole('button').click();
  await expect(page.getByRole('checkbox', { name: 'Include archived' })).toBeChecked();
  await expect(searchBox(page)).toBeFocused();
  await expect(results(page)).toContainText(['archived']);
  await expect(detail(page)).toContainText('This entry is archived');

  await page.getByRole('checkbox', { name: 'Include archived' }).uncheck();
  await expect(found.getByRole('heading', { name: 'Only archived entries match' })).toBeVisible();
});

/** Presses Tab until the focus is where it is wanted. */
async function tabTo(page: Page, wanted: Locator) {
  for (let presses = 0; presses < 60; presses += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(wanted).toBeFocused();
}
