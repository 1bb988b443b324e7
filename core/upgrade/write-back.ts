import { mkdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { backupFolder } from '../backup/backup-folder.ts';
import { copyPages } from '../backup/copy-pages.ts';
import { findProblems } from '../backup/find-problems.ts';
import { KnowledgeError } from '../failure.ts';
import { openSqlite } from '../store/open-sqlite.ts';
import { closeStore, type SqliteStore } from '../store/store.ts';
import { healthCheck } from './checks.ts';

const pagesAtATime = 4_096;

/**
 * Writes a backup into a database that is open and may be read meanwhile: SQLite's own backup, from the backup's side. It is one transaction, so a
 * reader, or a process that is killed in the middle, finds the old content or the new one. What the database holds now is copied among the backups
 * first, as far as it can be; returns where to, or null where it could not.
 * Throws a `KnowledgeError` where the database is not the sound backup afterwards.
 */
export async function writeBack(
  store: SqliteStore,
  backupPath: string,
  onPages: (done: number, total: number) => void,
): Promise<string | null> {
  const kept = await keepDamaged(store);
  const source = openSqlite(backupPath, { readOnly: true });
  try {
    const copied = await source.connection.backup(store.path, {
      progress: ({ totalPages, remainingPages }) => {
        onPages(totalPages - remainingPages, totalPages);
        return pagesAtATime;
      },
    });
    // better-sqlite3 reports success and no pages when source or destination is locked.
    if (copied.totalPages === 0 || copied.remainingPages > 0)
      throw notRestored(store, backupPath, 'it is locked');
  } finally {
    await closeStore(source);
  }
  // The connection that wrote it did not wait for the disk; this one does.
  store.connection.pragma('wal_checkpoint(PASSIVE)');
  const { structure } = await findProblems(store.path, false);
  const health = await healthCheck(store);
  const [problem] = [...structure, ...(health.ok ? [] : [health.detail])];
  if (problem !== undefined) throw notRestored(store, backupPath, problem.replace(/\.$/, ''));
  return kept;
}

/** What is about to be overwritten may hold what was written since the backup. */
async function keepDamaged({ path }: SqliteStore): Promise<string | null> {
  const name = `damaged-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`;
  const folder = join(backupFolder(path), name);
  try {
    mkdirSync(folder, { recursive: true });
    await copyPages({ from: path, to: join(folder, basename(path)) }, () => undefined, undefined);
    return folder;
  } catch {
    // A database that cannot be copied has nothing to keep that could be read.
    rmSync(folder, { recursive: true, force: true });
    return null;
  }
}

function notRestored({ path }: SqliteStore, backupPath: string, reason: string): KnowledgeError {
  return new KnowledgeError({
    kind: 'corrupt-file',
    message: `The backup ${backupPath} could not be written into ${path}: ${reason}.`,
    recovery: 'The backup is whole. The next start tries again.',
  });
}
