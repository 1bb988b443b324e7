import { randomBytes } from 'node:crypto';
import { basename, dirname, join, resolve } from 'node:path';
import type { BackupType } from './backup.ts';

/** Where a database's backups are: a folder beside it that carries its name. */
export function backupFolder(databasePath: string): string {
  const path = resolve(databasePath);
  return join(dirname(path), `${basename(path)}.backups`);
}

export const backupEnding = '.backup.db';
/** What is still being written. A file of this ending whose writer is gone is rubbish. */
export const unfinishedEnding = '.unfinished';

/** A name that sorts by time and is never given twice: `2026-11-22T18-40-05-123Z-manual-9f3c.backup.db`. */
export function newBackupName(type: BackupType, now: Date): string {
  const time = now.toISOString().replaceAll(/[:.]/g, '-');
  return `${time}-${type}-${randomBytes(2).toString('hex')}${backupEnding}`;
}

export function manifestPath(backupPath: string): string {
  return `${backupPath}.json`;
}
