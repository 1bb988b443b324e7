import { readFileSync, rmSync } from 'node:fs';
import { flushFolder, replaceFile } from '../store/durable-files.ts';
import { dirname } from 'node:path';

/** What a restore writes down, outside of the database, before it moves the first file, so that the next start can finish it. */
export interface RestoreRecord {
  readonly format: 'abendbook-restore';
  /** The backup that is being restored. */
  readonly backup: string;
  /** The checked copy of it that becomes the database. */
  readonly staged: string;
  /** Where the present database goes. */
  readonly aside: string;
  readonly startedAt: string;
}

/** What a database may consist of on disk; these files belong together and move together. */
export const databaseSuffixes = ['', '-wal', '-shm', '-journal'] as const;

export function recordPath(databasePath: string): string {
  return `${databasePath}.restoring`;
}

export function writeRecord(databasePath: string, record: RestoreRecord): void {
  replaceFile(recordPath(databasePath), `${JSON.stringify(record, null, 2)}\n`);
}

export function removeRecord(databasePath: string): void {
  rmSync(recordPath(databasePath), { force: true });
  flushFolder(dirname(databasePath));
}

/** The record of a restore that has not ended; null where there is none. One that cannot be read was never finished, so nothing was moved yet. */
export function readRecord(databasePath: string): RestoreRecord | 'unreadable' | null {
  let text: string;
  try {
    text = readFileSync(recordPath(databasePath), 'utf8');
  } catch {
    return null;
  }
  try {
    const parsed = JSON.parse(text) as Partial<RestoreRecord>;
    const { format, backup, staged, aside, startedAt } = parsed;
    if (format === 'abendbook-restore' && backup && staged && aside && startedAt) {
      return { format, backup, staged, aside, startedAt };
    }
  } catch {
    // Said below.
  }
  return 'unreadable';
}
