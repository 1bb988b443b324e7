import { beginEntry, categoryField, solutionField, tagsField, titleField } from '../stories/editor-parts.ts';
import { holdForWriting, kb, knowledgeFile } from '../stories/knowledge-file.ts';
import type { RunningApp } from '../stories/story.ts';
import {
  detail,
  notices,
  resultLine,
  results,
  search,
  searchBox,
  selectedRow,
} from '../stories/window-parts.ts';
import { databaseScreens } from './database-screens.ts';
import { expect, longText } from './gallery.ts';
import type { Screen } from './screen.ts';

const palette = 'ControlOrMeta+Shift+p';

async function show(app: RunningApp, query: string, title = query): Promise<void> {
  await search(app.page, query);
  await expect(selectedRow(app.page)).toContainText(title);
  await expect(detail(app.page).getByRole('heading', { level: 2 })).toContainText(title);
  await expect(
    detail(app.page).getByRole('region', { name: 'Solution' }).getByRole('paragraph').first(),
  ).toBeVisible();
}

async function runCommand({ page }: RunningApp, typed: string): Promise<void> {
  await page.keyboard.press(palette);
  await expect(page.getByRole('combobox', { name: 'Command' })).toBeFocused();
  await page.keyboard.insertText(typed);
  await expect(page.getByRole('dialog', { name: 'Commands' }).getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
}

async function edit(app: RunningApp, query: string): Promise<void> {
  await show(app, query);
  await app.page.keyboard.press('ControlOrMeta+e');
  await expect(titleField(app.page)).toHaveValue(new RegExp(query));
}

/** Screens of a knowledge base that has entries. */
export const screens: readonly Screen[] = [
  {
    name: 'search-recents',
    open: async ({ page }) => {
      await expect(page.getByRole('listbox', { name: 'Recently opened or changed' })).toBeVisible();
    },
  },
  { name: 'search-results', open: (app) => show(app, 'VSAM status 35') },
  {
    name: 'search-reading',
    open: async (app) => {
      await show(app, 'VSAM status 35');
      await app.page.keyboard.press('Enter');
      await expect(searchBox(app.page)).not.toBeFocused();
    },
  },
  {
    name: 'search-filters',
    open: async (app) => {
      await show(app, 'status category:VSAM severity:high', 'VSAM');
      await app.page.keyboard.press('ControlOrMeta+Shift+f');
      await expect(
        app.page.getByRole('complementary', { name: 'Filters' }).getByRole('checkbox', { name: /^VSAM \d/ }),
      ).toBeVisible();
    },
  },
  {
    name: 'search-completion',
    open: async (app) => {
      await search(app.page, 'open category:');
      await expect(results(app.page).first()).toBeVisible();
      await expect(app.page.getByText('Tab completes to')).toBeVisible();
    },
  },
  {
    name: 'search-did-you-mean',
    open: async ({ page }) => {
      await search(page, 'created:someday VSAM statsu');
      await expect(page.getByText('Did you mean')).toBeVisible();
    },
  },
  {
    name: 'search-nothing-matches',
    open: async ({ page }) => {
      await search(page, 'xqzzy');
      await expect(page.getByRole('heading', { name: 'Nothing matches' })).toBeVisible();
    },
  },
  {
    name: 'search-filtered-out',
    open: async ({ page }) => {
      await search(page, 'IEF450I category:VSAM');
      await expect(page.getByRole('heading', { name: 'The filters hide everything' })).toBeVisible();
    },
  },
  {
    name: 'search-only-archived',
    open: async ({ page }) => {
      await search(page, 'onyx decommissioned');
      await expect(page.getByRole('heading', { name: 'Only archived entries match' })).toBeVisible();
    },
  },
  {
    name: 'search-archived-entry',
    open: async (app) => {
      await app.page.getByRole('checkbox', { name: 'Include archived' }).check();
      await show(app, 'onyx decommissioned', 'ONYX');
      await expect(resultLine(app.page)).toHaveText('1 result');
    },
  },
  { name: 'search-long-text', open: (app) => show(app, 'quartz', 'QUARTZ') },
  {
    name: 'search-find-in-entry',
    open: async (app) => {
      await show(app, 'VSAM status 35');
      await app.page.keyboard.press('ControlOrMeta+f');
      await app.page.keyboard.insertText('listcat');
      await expect(app.page.getByText(/1 of \d places/)).toBeVisible();
    },
  },
  {
    name: 'search-context-menu',
    open: async (app) => {
      await show(app, 'VSAM status 35');
      await results(app.page).nth(1).click({ button: 'right' });
      await expect(app.page.getByRole('menuitem', { name: 'Open' })).toBeFocused();
    },
  },
  {
    name: 'search-notice',
    open: async (app) => {
      await show(app, 'IEF404I');
      await detail(app.page).getByRole('button', { name: 'Archive' }).click();
      await expect(notices(app.page)).toContainText('Archived');
      // Held by the focus until the next test.
      await notices(app.page).getByRole('button', { name: 'Undo' }).press('Enter');
      await expect(notices(app.page)).toContainText('back from the archive');
      await notices(app.page).getByRole('button', { name: 'Undo' }).focus();
    },
  },
  {
    name: 'editor-new',
    open: async ({ page }) => {
      await page.keyboard.press('ControlOrMeta+n');
      await expect(titleField(page)).toBeFocused();
    },
  },
  {
    name: 'editor-errors',
    open: async ({ page }) => {
      await page.keyboard.press('ControlOrMeta+n');
      await expect(titleField(page)).toBeFocused();
      await tagsField(page).fill('t'.repeat(65));
      await page.keyboard.press('Enter');
      await page.keyboard.press('ControlOrMeta+s');
      await expect(page.getByText('Give the entry a title')).toBeVisible();
    },
  },
  {
    name: 'editor-refused',
    open: async ({ page }) => {
      await beginEntry(page, { title: 'Refused', problem: 'p', solution: 's' });
      await categoryField(page).fill('c'.repeat(101));
      await page.keyboard.press('ControlOrMeta+s');
      await expect(page.getByText('at most 100 are allowed')).toBeVisible();
    },
  },
  {
    name: 'editor-duplicate-hint',
    open: async ({ page }) => {
      await page.keyboard.press('ControlOrMeta+n');
      await titleField(page).fill('VSAM status 35: open failed, file not found');
      await expect(page.getByText('There may be an entry about this already.')).toBeVisible();
    },
  },
  {
    name: 'editor-suggestions',
    open: async ({ page }) => {
      await page.keyboard.press('ControlOrMeta+n');
      await categoryField(page).click();
      await expect(page.getByRole('option', { name: 'VSAM', exact: true })).toBeVisible();
      await page.keyboard.press('ArrowDown');
    },
  },
  { name: 'editor-edit', open: (app) => edit(app, 'VSAM status 35') },
  {
    name: 'editor-preview',
    open: async (app) => {
      await edit(app, 'QUARTZ');
      await app.page.getByRole('button', { name: 'Preview the problem' }).click();
      await expect(app.page.getByRole('region', { name: 'Preview of the problem' })).toContainText(
        'night shift',
      );
    },
  },
  {
    name: 'editor-discard',
    open: async (app) => {
      await beginEntry(app.page, { title: 'Half a thought', problem: 'p', solution: 's' });
      await app.page.keyboard.press('Escape');
      await expect(app.page.getByRole('alertdialog', { name: 'Discard your changes?' })).toBeVisible();
    },
  },
  {
    name: 'editor-unsaved',
    open: async (app) => {
      await show(app, 'IEF450I');
      await beginEntry(app.page, { title: 'Half a thought', problem: 'p', solution: 's' });
      await app.page.keyboard.press('ControlOrMeta+k');
      await app.page.keyboard.press('ControlOrMeta+e');
      await expect(app.page.getByRole('alertdialog', { name: 'There is an unsaved entry' })).toBeVisible();
    },
  },
  {
    name: 'editor-conflict',
    open: async (app) => {
      await edit(app, 'TOPAZ');
      await solutionField(app.page).fill(`Mine: look first.\n${longText}`);
      const file = knowledgeFile(app.home);
      const { results: found } = await kb<{ results: [{ id: string }] }>(file, 'search', 'topaz');
      await kb(
        file,
        'entry',
        'update',
        found[0].id,
        '--solution',
        `Theirs ${Date.now()}: restart it.\n${longText}`,
      );
      await app.page.keyboard.press('ControlOrMeta+s');
      await expect(app.page.getByRole('alertdialog', { name: /was changed meanwhile$/ })).toBeVisible();
    },
  },
  {
    name: 'history',
    open: async (app) => {
      await show(app, 'zircon', 'ZIRCON');
      await detail(app.page).getByRole('button', { name: 'History' }).click();
      await expect(
        app.page.getByRole('dialog', { name: 'History' }).getByRole('option').first(),
      ).toBeFocused();
    },
  },
  {
    name: 'history-none',
    open: async (app) => {
      await show(app, 'IEF450I');
      await detail(app.page).getByRole('button', { name: 'History' }).click();
      await expect(app.page.getByText('This entry was not changed since it was written.')).toBeVisible();
    },
  },
  {
    name: 'palette',
    open: async (app) => {
      await show(app, 'VSAM status 35');
      await app.page.keyboard.press(palette);
      await expect(
        app.page.getByRole('dialog', { name: 'Commands' }).getByRole('option').first(),
      ).toBeVisible();
    },
  },
  {
    name: 'shortcuts',
    open: async (app) => {
      await runCommand(app, 'keyboard');
      await expect(app.page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
    },
  },
  {
    name: 'about',
    open: async (app) => {
      await runCommand(app, 'about');
      await expect(app.page.getByRole('dialog', { name: 'About Abendbook' })).toContainText('knowledge.db');
    },
  },
  {
    name: 'settings',
    open: async (app) => {
      await app.page.keyboard.press('ControlOrMeta+,');
      await expect(app.page.getByRole('heading', { name: 'Settings' })).toBeVisible();
    },
  },
  ...databaseScreens,
  ...['Incidents', 'Resolve'].map((name) => ({
    name: `unbuilt-${name.toLowerCase()}`,
    open: async ({ page }: RunningApp) => {
      await page.getByRole('button', { name, exact: true }).click();
      await expect(page.getByRole('heading', { name })).toBeVisible();
    },
  })),
];

/** Screens that a knowledge base without entries goes through, one after the other. */
export function emptyScreens(): readonly Screen[] {
  let release = () => {};
  return [
    {
      name: 'first-run',
      open: async ({ page }) => {
        await expect(page.getByRole('button', { name: 'Load the starter knowledge base' })).toBeFocused();
      },
    },
    {
      name: 'first-run-loading',
      open: async ({ page, home }) => {
        // It waits for the file until the picture is taken.
        release = holdForWriting(home);
        await page.getByRole('button', { name: 'Load the starter knowledge base' }).click();
        await expect(page.getByRole('progressbar')).toBeVisible();
      },
    },
    {
      name: 'first-run-cancelled',
      open: async ({ page }) => {
        await page.getByRole('button', { name: /^Cancel/ }).click();
        release();
        await expect(page.getByText('was cancelled')).toBeVisible();
      },
    },
    {
      name: 'search-no-entries',
      open: async ({ page }) => {
        await page.getByRole('button', { name: 'Dismiss' }).click();
        await page.getByRole('button', { name: 'Start with an empty knowledge base' }).click();
        await expect(page.getByRole('heading', { name: 'There are no entries yet' })).toBeVisible();
      },
    },
    {
      name: 'search-just-loaded',
      open: async ({ page }) => {
        await page.getByRole('button', { name: 'Load the starter knowledge base' }).click();
        await expect(page.getByText(/starter entries were added/)).toBeVisible();
        await expect(page.getByRole('button', { name: 'S0C7' })).toBeVisible();
      },
    },
  ];
}
