import { randomBytes } from 'node:crypto';
import { constants, copyFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { copyPages } from '../backup/copy-pages.ts';
import { databaseSuffixes } from '../backup/restore-record.ts';
import type { Cancellation } from '../search/cancellation.ts';

const mark = '.rehearsal-';

/** What a rehearsal is done on: a backup of what the database holds, or the database itself, which may be in use. */
export type RehearsalSource =
  { readonly kind: 'backup'; readonly path: string } | { readonly kind: 'database' };

/** Makes the copy on which a change is tried, beside the database. Returns its path; a copy that fails or is cancelled leaves nothing. */
export async function makeRehearsalCopy(
  databasePath: string,
  source: RehearsalSource,
  onPages: (done: number, total: number) => void,
  signal: Cancellation | undefined,
): Promise<string> {
  const path = `${resolve(databasePath)}${mark}${randomBytes(4).toString('hex')}`;
  try {
    if (source.kind === 'backup') copyFileSync(source.path, path, constants.COPYFILE_FICLONE);
    else await copyPages({ from: databasePath, to: path }, onPages, signal);
    return path;
  } catch (caught) {
    removeFiles(path);
    throw caught;
  }
}

/** Removes a copy with everything that SQLite put beside it. */
export function removeFiles(path: string): void {
  for (const suffix of databaseSuffixes) rmSync(path + suffix, { force: true });
}

/** Copies that a killed rehearsal left. Only under the operation lock may they be removed: another process may be rehearsing. */
export function leftRehearsals(databasePath: string): readonly string[] {
  const path = resolve(databasePath);
  const folder = dirname(path);
  // Where a file stands in the place of a folder, opening the database says so.
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(folder)
    .filter((name) => name.startsWith(`${basename(path)}${mark}`))
    .map((name) => join(folder, name));
}
