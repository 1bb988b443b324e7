import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CDPSession, Locator, Page } from 'playwright-core';
import { kb } from './knowledge-file.ts';
import { expect } from './story.ts';

// The parts of exports and imports by the names that a screen reader says.

/** The tab of the Database screen where both begin. */
export async function openTransfer(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Database', exact: true }).click();
  await page.getByRole('tab', { name: 'Import and export' }).click();
}

/** The list of entries as they would be. */
export function previews(page: Page): Locator {
  return page.getByRole('list', { name: 'The first entries as they will be' }).getByRole('listitem');
}

/** The field of an entry on the mapping screen. */
export function fieldGroup(page: Page, name: string): Locator {
  return page.getByRole('group', { name, exact: true });
}

export async function startImport(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Choose a file…' }).click();
}

const others = [
  ['OPAL drive will not load', 'Tape', ['drive', 'night-shift'], '2025-02-01T12:00:00Z'],
  ['OPAL volume not in the library', 'Tape', ['library'], '2025-06-01T12:00:00Z'],
  ['OPAL label does not match', 'Tape', ['label', 'night-shift'], '2026-01-10T12:00:00Z'],
  ['OPAL printer out of paper', 'Printer', ['night-shift'], '2025-02-01T12:00:00Z'],
  ['OPAL queue is full', 'Spool', [], '2026-01-10T12:00:00Z'],
] as const;

/** Makes another knowledge base beside the program's own: three entries about tapes, of which one has an earlier revision, and two others. */
export async function otherKnowledge(folder: string): Promise<string> {
  const entries = others.map(([title, category, tags, updatedAt]) => ({
    id: title.toLowerCase().replaceAll(' ', '-'),
    title,
    category,
    tags,
    updatedAt,
    problem: `${title}: what the night shift saw.`,
    solution: `Call the owner of ${category}.`,
  }));
  const [made, file] = [join(folder, 'made.json'), join(folder, 'other-site.db')];
  await writeFile(made, JSON.stringify({ entries }));
  await kb(file, 'init');
  await kb(file, 'import', made);
  await kb(
    file,
    'entry',
    'update',
    'opal-drive-will-not-load',
    '--solution',
    'Clean the drive, then load again.',
  );
  return file;
}

/** The list beside an empty search box. */
export function recents(page: Page): Locator {
  return page.getByRole('listbox', { name: 'Recently opened or changed' }).getByRole('option');
}

/** The form that says which entries of another knowledge base are wanted. */
export function wantedForm(page: Page): Locator {
  return page.getByRole('region', { name: 'Which entries to import' });
}

/** Goes on from the look at a file to the check of the whole of it, and waits for that. */
export async function checkFile(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Continue: check the whole file' }).click();
  await expect(page.getByRole('button', { name: 'Check again' })).toBeVisible();
}

/** The numbers beside the bar: `12 added`. */
export function outcome(page: Page): Locator {
  return page.getByRole('list', { name: 'Entries' });
}

/** Drags files from the desktop over the middle of the window; the function returned lets them drop. */
export async function dragFiles(page: Page, paths: readonly string[]): Promise<() => Promise<void>> {
  const session: CDPSession = await page.context().newCDPSession(page);
  const middle = await page.evaluate(() => ({ x: innerWidth / 2, y: innerHeight / 2 }));
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  const move = (type: 'dragEnter' | 'dragOver' | 'drop') =>
    session.send('Input.dispatchDragEvent', { type, ...middle, data });
  await move('dragEnter');
  await move('dragOver');
  return async () => {
    await move('drop');
    await session.detach();
  };
}
