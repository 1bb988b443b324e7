import { readdirSync, renameSync, rmSync, statfsSync, statSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { flushFile, flushFolder } from '../store/durable-files.ts';
import { makeFolder } from '../store/make-folder.ts';
import type { Backup, BackupManifest } from './backup.ts';
import { backupEnding, backupFolder, unfinishedEnding } from './backup-folder.ts';
import { hashFile } from './hash-file.ts';
import { listBackups } from './list-backups.ts';
import { readManifest, writeManifest } from './manifest.ts';
import { copiesFolder, secondFolder, secondFolderSince } from './second-folder.ts';

const dayMs = 86_400_000;
/** A disk that was away for months is not filled at one go. */
const mostMissed = 3;

/**
 * Copies a finished backup and its manifest to the second folder, where one is chosen, and checks the copy's bytes. Never throws for what may be
 * wrong with that folder: the backup itself is made, and what is wrong is said. To be called under the operation lock.
 */
export async function copyBackup(
  databasePath: string,
  path: string,
  manifest: BackupManifest,
): Promise<Pick<Backup, 'copy' | 'copyProblem'>> {
  const chosen = secondFolder(databasePath);
  const folder = copiesFolder(databasePath);
  if (chosen === null || folder === null) return { copy: null, copyProblem: null };
  const copy = join(folder, basename(path));
  const draft = copy + unfinishedEnding;
  try {
    // Made anew, it would be a folder on the wrong disk wherever the right one is not plugged in.
    if (statSync(chosen, { throwIfNoEntry: false }) === undefined) throw new CopyProblem('it is not there');
    makeFolder(folder);
    removeOldDrafts(databasePath, folder);
    refuseWithoutRoom(folder, manifest.sizeBytes);
    await copyFile(path, draft);
    flushFile(draft);
    if ((await hashFile(draft)) !== manifest.sha256)
      throw new CopyProblem('what was written there cannot be read back as it was');
    writeManifest(copy, manifest);
    renameSync(draft, copy);
    flushFolder(folder);
    return { copy, copyProblem: null };
  } catch (caught) {
    removeDraft(draft);
    return { copy: null, copyProblem: `The backup was not copied to ${chosen}: ${reasonOf(caught)}.` };
  }
}

/**
 * Copies those backups that could not be copied when they were made, since the second folder's disk was not there, or since they came about by
 * moving a database aside: the newest of those that are newer than the last copy. Copies that the user removed do not come back.
 */
export async function copyMissedBackups(databasePath: string, newest: string): Promise<void> {
  const since = secondFolderSince(databasePath);
  if (since === null) return;
  const others = listBackups(databasePath).filter(({ path }) => path !== newest);
  const lastCopy = others.find(({ copy }) => copy !== null)?.createdAt ?? since;
  const missed = others.filter(({ createdAt }) => createdAt > since && createdAt > lastCopy);
  for (const { path } of missed.slice(0, mostMissed)) {
    const manifest = readManifest(path);
    if (manifest === null) continue;
    const { copyProblem } = await copyBackup(databasePath, path, manifest);
    if (copyProblem !== null) return;
  }
}

class CopyProblem extends Error {}

function refuseWithoutRoom(folder: string, needed: number): void {
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize >= needed) return;
  throw new CopyProblem('there is not enough space left');
}

/** Other programs may copy to the same place at this moment, so only drafts of this database's own backups go, and those that are a day old. */
function removeOldDrafts(databasePath: string, folder: string): void {
  for (const name of readdirSync(folder)) {
    if (!name.endsWith(unfinishedEnding) && !name.endsWith('.draft')) continue;
    const draft = join(folder, name);
    const found = statSync(draft, { throwIfNoEntry: false });
    if (found === undefined) continue;
    const original = join(backupFolder(databasePath), backupNameIn(name));
    const own = statSync(original, { throwIfNoEntry: false }) !== undefined;
    if (own || Date.now() - found.mtimeMs > dayMs) rmSync(draft, { force: true });
  }
}

/** The name of the backup that a draft, be it of its manifest, is for. */
function backupNameIn(draft: string): string {
  return draft.slice(0, draft.indexOf(backupEnding) + backupEnding.length);
}

function removeDraft(draft: string): void {
  try {
    rmSync(draft, { force: true });
  } catch {
    // A disk that has gone keeps it until it is there again; then the next backup removes it.
  }
}

function reasonOf(caught: unknown): string {
  if (!(caught instanceof Error)) return String(caught);
  if (!('code' in caught)) return caught.message;
  switch (caught.code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return 'there is not enough space left';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'it cannot be written to';
    case 'ENOENT':
    case 'ENOTDIR':
      return 'it is not there';
    default:
      return caught.message;
  }
}
