import { kb } from './knowledge-file.ts';
import { expect, test } from './story.ts';
import { detail, results, search, searchBox, selectedRow } from './window-parts.ts';

test('arrow keys, Page Down, End and Home move through the results from the search box', async ({
  reader,
}) => {
  const { page } = reader;
  await search(page, 'VSAM status');
  const at = (position: number) =>
    expect(selectedRow(page)).toHaveAttribute('aria-posinset', String(position));
  await at(1);
  await page.keyboard.press('ArrowDown');
  await at(2);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await at(2);
  await page.keyboard.press('PageDown');
  await at(14);
  await expect(selectedRow(page)).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('PageUp');
  await at(2);
  await page.keyboard.press('End');
  await expect(selectedRow(page)).not.toHaveAttribute('aria-posinset', '2');
  await expect(selectedRow(page)).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('Home');
  await at(1);
  await expect(searchBox(page)).toBeFocused();
});

test('the entry beside the list follows the cursor', async ({ reader }) => {
  const { page } = reader;
  await search(page, 'VSAM status 35');
  await expect(results(page).first()).toContainText('VSAM status 35');
  for (const position of [1, 2, 3]) {
    await page.keyboard.press('ArrowDown');
    await expect(selectedRow(page)).toHaveAttribute('aria-posinset', String(position + 1));
    const title = (await selectedRow(page).locator('mark').first().textContent()) ?? '';
    await expect(detail(page).getByRole('heading', { level: 2 })).toContainText(title);
  }
});

test('Enter reads the entry, Esc goes back to the box, and there clears it', async ({ reader }) => {
  const { page } = reader;
  await search(page, 'S0C7');
  await expect(selectedRow(page)).toContainText('S0C7: data exception');
  await page.keyboard.press('Enter');
  await expect(searchBox(page)).not.toBeFocused();
  // The keyboard is on the entry: it scrolls.
  await expect(page.getByRole('region', { name: 'Entry' }).locator(':focus')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(searchBox(page)).toBeFocused();
  await expect(searchBox(page)).toHaveValue('S0C7');
  await page.keyboard.press('Escape');
  await expect(searchBox(page)).toHaveValue('');
  await expect(page.getByRole('listbox', { name: 'Recently opened or changed' })).toBeVisible();
});

test('Enter pressed before the results are there reads the first of them', async ({ reader }) => {
  const { page } = reader;
  await page.keyboard.type('sqlcode -805\n');
  await expect(detail(page).getByRole('heading', { level: 2 })).toContainText('SQLCODE -805');
  await expect(page.getByRole('region', { name: 'Entry' }).locator(':focus')).toHaveCount(1);
});

test('F6 goes round box, list and entry, and Shift+F6 the other way', async ({ reader }) => {
  const { page } = reader;
  await search(page, 'VSAM status 35');
  await expect(selectedRow(page)).toContainText('VSAM status 35');
  const list = page.getByRole('listbox', { name: 'Results' });
  const entryFocused = page.getByRole('region', { name: 'Entry' }).locator(':focus');
  await page.keyboard.press('F6');
  await expect(list).toBeFocused();
  await page.keyboard.press('F6');
  await expect(entryFocused).toHaveCount(1);
  await page.keyboard.press('F6');
  await expect(searchBox(page)).toBeFocused();
  await page.keyboard.press('Shift+F6');
  await expect(entryFocused).toHaveCount(1);
  await page.keyboard.press('Shift+F6');
  await expect(list).toBeFocused();
});

test('letters typed in the list go to the row that begins with them', async ({ reader }) => {
  const { page } = reader;
  await search(page, 'VSAM status 35');
  await expect(results(page).filter({ hasText: 'VSAM status 47' })).toBeVisible();
  await page.keyboard.press('F6');
  await page.keyboard.type('vsam status 47');
  await expect(selectedRow(page)).toContainText('VSAM status 47');
});

test('Ctrl+K comes back to the search from anywhere, with the query selected', async ({ reader }) => {
  const { page } = reader;
  await search(page, 'S0C7');
  await page.keyboard.press('ControlOrMeta+,');
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+k');
  await expect(searchBox(page)).toBeFocused();
  await expect(searchBox(page)).toHaveValue('S0C7');
  await page.keyboard.type('IEF450I');
  await expect(searchBox(page)).toHaveValue('IEF450I');
  await expect(results(page).first()).toContainText('IEF450I');
});

test('Alt and the arrow keys go back to what was read, and forward again', async ({ reader }) => {
  const { page } = reader;
  const heading = detail(page).getByRole('heading', { level: 2 });
  await page.keyboard.type('S0C7\n');
  await expect(heading).toContainText('S0C7');
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('IEF450I\n');
  await expect(heading).toContainText('IEF450I');
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(heading).toContainText('S0C7');
  await page.keyboard.press('Alt+ArrowRight');
  await expect(heading).toContainText('IEF450I');
});

test('Ctrl+F finds text within the entry', async ({ reader }) => {
  const { page } = reader;
  await page.keyboard.type('VSAM status 35\n');
  await expect(detail(page)).toContainText('REC-TOTAL');
  await page.keyboard.press('ControlOrMeta+f');
  const find = page.getByRole('search', { name: 'Find in this entry' });
  await expect(find.getByRole('textbox', { name: 'Find in entry' })).toBeFocused();
  await page.keyboard.insertText('listcat');
  await expect(find.getByRole('status')).toHaveText(/^1 of [2-9] places$/);
  await page.keyboard.press('Enter');
  await expect(find.getByRole('status')).toHaveText(/^2 of [2-9] places$/);
  await page.keyboard.type('zzz');
  await expect(find.getByRole('status')).toHaveText('Not found');
  await page.keyboard.press('Escape');
  await expect(find).toBeHidden();
});

test('scrolling brings every one of more than a hundred results', async ({ reader, starterFile }) => {
  const { page } = reader;
  const total = await countFound(starterFile);
  await search(page, 'abend');
  await expect(results(page).first()).toHaveAttribute('aria-setsize', total);
  const last = page.getByRole('option').and(page.locator(`[aria-posinset="${total}"]`));
  await results(page).first().hover();
  await expect(async () => {
    await page.mouse.wheel(0, 3000);
    await expect(last).toBeInViewport({ ratio: 1, timeout: 100 });
  }).toPass();
  await expect(selectedRow(page)).toHaveAttribute('aria-posinset', '1');
  await last.click();
  const shown = detail(page).getByRole('heading', { level: 2 });
  await expect(last).toContainText((await shown.textContent()) ?? 'no title');
});

test('End comes to the last of more than a hundred results', async ({ reader, starterFile }) => {
  const { page } = reader;
  const total = await countFound(starterFile);
  await search(page, 'abend');
  await expect(results(page).first()).toHaveAttribute('aria-setsize', total);
  await page.keyboard.press('End');
  await expect(selectedRow(page)).toHaveAttribute('aria-posinset', total);
  await expect(selectedRow(page)).toBeInViewport({ ratio: 1 });
});

/** How many entries have the word abend: more than are shown or fetched at a time. */
async function countFound(starterFile: string): Promise<string> {
  const { total } = await kb<{ total: number }>(starterFile, 'search', 'abend');
  expect(total).toBeGreaterThan(100);
  return String(total);
}
