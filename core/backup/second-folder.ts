import { randomBytes } from 'node:crypto';
import { readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { KnowledgeError } from '../failure.ts';
import { replaceFile } from '../store/durable-files.ts';
import { makeFolder } from '../store/make-folder.ts';
import { backupFolder } from './backup-folder.ts';

/** Where the choice is kept, so that the window and the terminal both go by it. */
function settingPath(databasePath: string): string {
  return join(backupFolder(databasePath), 'second-folder.json');
}

/** The folder that a database's backups are copied to as well, best on another disk. Null where none is chosen. */
export function secondFolder(databasePath: string): string | null {
  return readSetting(databasePath)?.folder ?? null;
}

/** When it was chosen, as ISO 8601: backups from before are not copied by themselves. Null where none is chosen. */
export function secondFolderSince(databasePath: string): string | null {
  return readSetting(databasePath)?.since ?? null;
}

function readSetting(databasePath: string): { readonly folder: string; readonly since: string } | null {
  try {
    const setting: unknown = JSON.parse(readFileSync(settingPath(databasePath), 'utf8'));
    const { folder, since } = setting as { readonly folder?: unknown; readonly since?: unknown };
    return typeof folder === 'string' && folder !== '' && typeof since === 'string'
      ? { folder, since }
      : null;
  } catch {
    return null;
  }
}

/** Where the copies themselves are: below the second folder, which other databases may use too. Null where none is chosen. */
export function copiesFolder(databasePath: string): string | null {
  const folder = secondFolder(databasePath);
  return folder === null ? null : join(folder, basename(backupFolder(databasePath)));
}

/**
 * Chooses the second folder, or, with null, none. Copies that are there already stay, and are listed.
 * Throws a `KnowledgeError` where the folder will not do; the choice is then as it was.
 */
export function setSecondFolder(databasePath: string, folder: string | null): void {
  if (folder === null) {
    rmSync(settingPath(databasePath), { force: true });
    return;
  }
  const chosen = resolve(folder);
  refuseUnfit(databasePath, chosen);
  makeFolder(backupFolder(databasePath));
  const since = secondFolder(databasePath) === chosen ? secondFolderSince(databasePath) : null;
  const setting = { folder: chosen, since: since ?? new Date().toISOString() };
  replaceFile(settingPath(databasePath), `${JSON.stringify(setting, null, 2)}\n`);
}

function refuseUnfit(databasePath: string, folder: string): void {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found === undefined) {
    throw unfit('file-missing', `There is no folder ${folder}.`, 'Make it, or choose another one.');
  }
  if (!found.isDirectory()) {
    throw unfit('invalid-request', `${folder} is a file, not a folder.`, 'Choose a folder.');
  }
  const real = realpathSync(folder);
  const own = backupFolder(databasePath);
  const home = realOf(dirname(own));
  if (real === home || real === join(home, basename(own))) {
    throw unfit(
      'invalid-request',
      `${folder} is where the backups are already: a copy there would be lost together with them.`,
      'Choose a folder elsewhere, best on another disk.',
    );
  }
  const within = real.split(sep).find((name) => name.endsWith('.backups'));
  if (within !== undefined) {
    throw unfit(
      'invalid-request',
      `${folder} is a folder of backups, or inside of one (${within}).`,
      'Choose a folder outside of it. The copies get a folder of their own there.',
    );
  }
  refuseUnwritable(folder, join(folder, basename(own)));
}

/** Permissions do not tell all, so something is written there. */
function refuseUnwritable(folder: string, copies: string): void {
  const probe = join(copies, `.${randomBytes(6).toString('hex')}.draft`);
  try {
    makeFolder(copies);
    writeFileSync(probe, '');
  } catch (caught) {
    throw unfit(
      'read-only-file',
      `Nothing can be written to ${folder}: ${caught instanceof Error ? caught.message : String(caught)}.`,
      'Check its permissions and its free space, or choose another one.',
      caught,
    );
  } finally {
    rmSync(probe, { force: true });
  }
}

function realOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function unfit(
  kind: 'file-missing' | 'invalid-request' | 'read-only-file',
  message: string,
  wayOut: string,
  cause?: unknown,
): KnowledgeError {
  return new KnowledgeError(
    { kind, message, recovery: `The second folder for backups was not changed. ${wayOut}` },
    { cause },
  );
}
