import { holdForWriting, kb, knowledgeFile } from './knowledge-file.ts';
import { expect, test } from './story.ts';
import { detail, results, search, searchBox } from './window-parts.ts';

const offer = 'Load the starter knowledge base';

test('a new user loads the starter with one key, and finds the fix for VSAM status 35', async ({ app }) => {
  const { page } = app;
  await expect(page.getByRole('heading', { name: 'Welcome to Abendbook' })).toBeVisible();
  await expect(page.getByRole('button', { name: offer })).toBeFocused();
  await page.keyboard.press('Enter');

  await expect(page.getByText(/starter entries were added/)).toBeVisible();
  await expect(searchBox(page)).toBeFocused();
  await page.keyboard.type('VSAM status 35');
  await expect(results(page).first()).toContainText('VSAM status 35: OPEN failed');
  await expect(detail(page).getByRole('heading', { name: /^VSAM status 35/ })).toBeVisible();
  const solution = detail(page).getByRole('region', { name: 'Solution' });
  await expect(solution).toContainText('Correct the DD or DSN, or rerun the job that creates the file.');
  await expect(solution).toBeInViewport();
});

test('a load says how far it is; cancelled, it leaves nothing behind and can be begun again', async ({
  app,
}) => {
  const { page } = app;
  await expect(page.getByRole('button', { name: offer })).toBeFocused();
  const release = holdForWriting(app.home);
  await page.keyboard.press('Enter');
  const strip = page.getByRole('region', { name: 'Work under way' });
  await expect(strip.getByRole('progressbar', { name: 'Loading the starter knowledge base' })).toBeVisible();
  await expect(page.getByRole('button', { name: offer })).toBeDisabled();
  await strip.getByRole('button', { name: 'Cancel, adding nothing' }).click();
  release();

  await expect(strip).toContainText(
    'Loading the starter knowledge base was cancelled. Nothing was changed by it.',
  );
  await expect(page.getByRole('button', { name: offer })).toBeEnabled();
  await expect(page.getByRole('group', { name: 'Status' })).toContainText('0 entries');
  expect(await kb(knowledgeFile(app.home), 'status')).toMatchObject({ entries: 0 });

  await page.getByRole('button', { name: offer }).click();
  await expect(searchBox(page)).toBeFocused();
  await expect(strip).toContainText(/starter entries were added/);
  for (const count of [2, 1]) {
    await expect(strip.getByRole('button', { name: 'Dismiss' })).toHaveCount(count);
    await strip.getByRole('button', { name: 'Dismiss' }).first().click();
  }
  await expect(strip).toBeHidden();
});

test('one can begin with an empty knowledge base, and load the starter later, but once', async ({ app }) => {
  const { page } = app;
  await page.getByRole('button', { name: 'Start with an empty knowledge base' }).click();
  await expect(searchBox(page)).toBeFocused();
  await expect(page.getByRole('heading', { name: 'There are no entries yet' })).toBeVisible();
  expect(await kb(knowledgeFile(app.home), 'status')).toMatchObject({ entries: 0 });

  await page.getByRole('region', { name: 'Found entries' }).getByRole('button', { name: offer }).click();
  await expect(page.getByText(/starter entries were added/)).toBeVisible();
  await search(page, 'S0C7');
  await expect(results(page).first()).toContainText('S0C7: data exception');

  await app.menu.click(['File', 'Load the starter knowledge base']);
  await expect(
    page.getByText('The starter knowledge base was there already: nothing was added.'),
  ).toBeVisible();
});
