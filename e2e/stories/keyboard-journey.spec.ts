import { solutionField, titleField } from './editor-parts.ts';
import { expect, test } from './story.ts';
import { detail, notices, results, searchBox, selectedRow } from './window-parts.ts';

test('a whole night with the keyboard alone: begin, find, read, mend, file away, go on', async ({ app }) => {
  const { page } = app;
  const press = (...keys: string[]) =>
    keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
  const heading = detail(page).getByRole('heading', { level: 2 });

  await test.step('load the starter', async () => {
    await expect(page.getByRole('button', { name: 'Load the starter knowledge base' })).toBeFocused();
    await press('Enter');
    await expect(searchBox(page)).toBeFocused();
  });

  await test.step('find an entry, look at the ones below it and read it', async () => {
    await page.keyboard.type('space abend');
    await expect(selectedRow(page)).toContainText('Space abends SB37, SD37, SE37');
    await press('ArrowDown', 'ArrowDown', 'ArrowUp', 'ArrowUp');
    await expect(selectedRow(page)).toHaveAttribute('aria-posinset', '1');
    await press('Enter');
    await expect(heading).toContainText('Space abends');
    const scrolled = () =>
      page
        .getByRole('region', { name: 'Entry' })
        .locator(':focus')
        .evaluate((element) => element.scrollTop);
    expect(await scrolled()).toBe(0);
    await press('PageDown');
    await expect.poll(scrolled).toBeGreaterThan(0);
  });

  await test.step('write down what was found out', async () => {
    await press('e');
    await expect(titleField(page)).toBeFocused();
    await press('Tab', 'Tab', 'Tab', 'Tab');
    await expect(solutionField(page)).toBeFocused();
    await press('ControlOrMeta+Home');
    await page.keyboard.insertText('Ask storage management for another volume first.\n\n');
    await press('ControlOrMeta+Enter');
    await expect(notices(page)).toContainText(/^Saved KB-\d+/);
    await expect(detail(page)).toContainText('Ask storage management for another volume first.');
  });

  await test.step('see what it was before', async () => {
    await runCommand('history');
    const history = page.getByRole('dialog', { name: 'History' });
    await expect(history.getByRole('option', { name: 'Revision 1' })).toBeFocused();
    await press('Escape');
    await expect(history).toBeHidden();
  });

  await test.step('archive it, and take that back', async () => {
    await runCommand('archive or unarch');
    await expect(notices(page)).toContainText('Archived');
    await tabTo('Undo');
    await press('Enter');
    await expect(notices(page)).toContainText('is back from the archive');
  });

  await test.step('open the menu of a result', async () => {
    await press('ControlOrMeta+k');
    await page.keyboard.type('IEF450I');
    await expect(results(page)).toHaveCount(1);
    await press('F6');
    // A Mac's keyboard opens no menus.
    if (process.platform === 'darwin') await runCommand('archive or unarch');
    else {
      await press('Shift+F10');
      await expect(page.getByRole('menuitem', { name: 'Open' })).toBeFocused();
      await press('End', 'Enter');
    }
    await expect(notices(page)).toContainText('Archived');
    await press('ControlOrMeta+k');
    await expect(page.getByRole('button', { name: 'Search archived too' })).toBeVisible();
    await tabTo('Search archived too');
    await press('Enter');
    await expect(selectedRow(page)).toContainText('IEF450I');
  });

  await test.step('look at the keys, at every place, and choose the dark theme', async () => {
    await press('F6', '?');
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
    await press('Escape');
    for (const place of ['Incidents', 'Database', 'Settings']) {
      await runCommand(place);
      await expect(page.getByRole('heading', { level: 1, name: place })).toBeVisible();
    }
    await runCommand('dark');
    await expect(page.locator('html')).toHaveCSS('color-scheme', 'dark');
    await press('Alt+ArrowLeft', 'Alt+ArrowLeft', 'Alt+ArrowLeft');
    await expect(searchBox(page)).toBeVisible();
  });

  async function runCommand(name: string): Promise<void> {
    await press('ControlOrMeta+Shift+p');
    await expect(page.getByRole('combobox', { name: 'Command' })).toBeFocused();
    await page.keyboard.insertText(name);
    await expect(page.getByRole('dialog', { name: 'Commands' }).getByRole('option')).toHaveCount(1);
    await press('Enter');
    await expect(page.getByRole('dialog', { name: 'Commands' })).toBeHidden();
  }

  async function tabTo(name: string): Promise<void> {
    const wanted = page.getByRole('button', { name });
    for (let presses = 0; presses < 80; presses += 1) {
      if (await wanted.evaluate((element) => element === document.activeElement)) return;
      await press('Tab');
    }
    await expect(wanted).toBeFocused();
  }
});
