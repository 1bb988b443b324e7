import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Backup, BackupManifest } from './backup.ts';
import { backupEnding, backupFolder } from './backup-folder.ts';
import { readManifest } from './manifest.ts';

/** The backups of a database, newest first. A file without a manifest that can be read is left out: `verifyBackup` says what it is. */
export function listBackups(databasePath: string): readonly Backup[] {
  const folder = backupFolder(databasePath);
  let names: readonly string[];
  try {
    names = readdirSync(folder);
  } catch {
    // No folder yet: no backup yet.
    return [];
  }
  return names
    .filter((name) => name.endsWith(backupEnding))
    .flatMap((name) => {
      const path = join(folder, name);
      const manifest = readManifest(path);
      return manifest === null ? [] : [listedBackup(path, manifest)];
    })
    .toSorted((one, other) => (one.createdAt < other.createdAt ? 1 : -1));
}

export function listedBackup(path: string, manifest: BackupManifest): Backup {
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
    copy: null,
  };
}
