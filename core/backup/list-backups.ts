import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Backup, BackupManifest } from './backup.ts';
import { backupEnding, backupFolder } from './backup-folder.ts';
import { readManifest } from './manifest.ts';
import { copiesFolder } from './second-folder.ts';

/**
 * The backups of a database, newest first, with those that are left in the second folder alone. A file without a manifest that can be read is left
 * out: `verifyBackup` says what it is.
 */
export function listBackups(databasePath: string): readonly Backup[] {
  const folder = backupFolder(databasePath);
  const copies = copiesFolder(databasePath);
  const copied = new Set(copies === null ? [] : backupNames(copies));
  const listed = backupNames(folder).flatMap((name) => {
    const copy = copies !== null && copied.has(name) ? join(copies, name) : null;
    const found = listedFile(join(folder, name), copy);
    if (found.length > 0) copied.delete(name);
    return found;
  });
  const elsewhere = [...copied].flatMap((name) => {
    const path = join(copies ?? folder, name);
    return listedFile(path, path);
  });
  return [...listed, ...elsewhere].toSorted(newestFirst);
}

function newestFirst(one: Backup, other: Backup): number {
  const [first, second] = [one.createdAt + one.path, other.createdAt + other.path];
  if (first === second) return 0;
  return first < second ? 1 : -1;
}

function backupNames(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith(backupEnding));
  } catch {
    // No folder yet, no backup yet; or its disk is not there.
    return [];
  }
}

function listedFile(path: string, copy: string | null): readonly Backup[] {
  const manifest = readManifest(path);
  return manifest === null ? [] : [listedBackup(path, manifest, { copy, copyProblem: null })];
}

export function listedBackup(
  path: string,
  manifest: BackupManifest,
  copied: Pick<Backup, 'copy' | 'copyProblem'>,
): Backup {
  const { createdAt, type, tag, reason, sha256, sizeBytes, version, appVersion, entries } = manifest;
  const verified = statSync(path, { throwIfNoEntry: false })?.size === sizeBytes;
  return {
    path,
    createdAt,
    type,
    tag,
    reason,
    sha256,
    sizeBytes,
    version,
    appVersion,
    entries,
    verified,
    ...copied,
  };
}
