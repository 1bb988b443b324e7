import { beginEntry } from './editor-parts.ts';
import { kb } from './knowledge-file.ts';
import { expect, test } from './story.ts';
import { detail, notices, results, search } from './window-parts.ts';

const entry = {
  title: 'QUARTZ region loops after IPL',
  problem: 'CPU at the cap.',
  solution: 'Purge the task list.',
};

test('what was saved survives the program being killed right after', async ({
  starterApp,
  launchApp,
  starterFile,
}) => {
  const { entries } = await kb<{ entries: number }>(starterFile, 'status');
  const app = await starterApp();
  await beginEntry(app.page, entry);
  await app.page.keyboard.press('ControlOrMeta+s');
  await expect(notices(app.page)).toContainText(/Saved as KB-\d+/);
  await app.kill();

  const { page } = await launchApp({ home: app.home });
  await search(page, 'quartz');
  await expect(results(page).first()).toContainText(entry.title);
  await expect(page.getByRole('group', { name: 'Status' })).toContainText(`${entries + 1} entries`);
});

test('what was written and read, the theme and the width of the list are there after a restart', async ({
  starterApp,
}) => {
  const app = await starterApp();
  await beginEntry(app.page, entry);
  await app.page.keyboard.press('ControlOrMeta+s');
  await expect(notices(app.page)).toContainText(/Saved as KB-\d+/);
  await app.page.keyboard.press('ControlOrMeta+k');
  await app.page.keyboard.type('S0C7\n');
  await expect(detail(app.page).getByRole('heading', { level: 2 })).toHaveText(/^S0C7/);
  await search(app.page, 'IEF450I');
  await app.page.keyboard.press('Enter');
  await expect(detail(app.page).getByRole('heading', { level: 2 })).toHaveText(/^IEF450I/);
  const divider = app.page.getByRole('separator', { name: 'Width of the list' });
  await divider.focus();
  await app.page.keyboard.press('ArrowRight');
  await app.page.keyboard.press('ArrowRight');
  const width = await divider.getAttribute('aria-valuenow');
  await app.page.keyboard.press('ControlOrMeta+,');
  await app.page.getByRole('radiogroup', { name: 'Theme' }).getByText('Dark').click();
  await expect(app.page.locator('html')).toHaveCSS('color-scheme', 'dark');

  const { page } = await app.restart();
  await expect(page.locator('html')).toHaveCSS('color-scheme', 'dark');
  await expect(page.getByRole('separator', { name: 'Width of the list' })).toHaveAttribute(
    'aria-valuenow',
    width ?? '',
  );
  const recents = page.getByRole('listbox', { name: 'Recently opened or changed' }).getByRole('option');
  await expect(recents.nth(0)).toContainText('IEF450I');
  await expect(recents.nth(1)).toContainText('S0C7');
  await search(page, 'quartz');
  await expect(results(page).first()).toContainText(entry.title);
  await expect(detail(page)).toContainText(entry.solution);
});
