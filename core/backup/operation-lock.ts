import { AsyncLocalStorage } from 'node:async_hooks';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type Sqlite from 'better-sqlite3';
import { KnowledgeError } from '../failure.ts';
import { makeFolder } from '../store/make-folder.ts';
import { requireRuntime } from '../store/runtime.ts';
import { backupFolder } from './backup-folder.ts';
import { fileFailure } from './file-failure.ts';

/** The backups' folder whose lock the work under way holds. */
const held = new AsyncLocalStorage<string>();

/**
 * Runs work that writes or moves whole database files, while no other process does. Work inside of such work goes straight on: an upgrade makes its
 * backup under its own lock. The lock is SQLite's own, on an empty file: the system
 * takes it away with its owner, so a process that is killed leaves none behind.
 * Throws a `KnowledgeError` of kind locked-file where another process is at it, disk-full or read-only-file where the lock cannot be made.
 */
export async function withOperationLock<T>(databasePath: string, work: () => Promise<T>): Promise<T> {
  requireRuntime();
  const folder = backupFolder(databasePath);
  if (held.getStore() === folder) return work();
  const lock = openLock(folder);
  try {
    try {
      lock.exec('BEGIN EXCLUSIVE');
    } catch (caught) {
      const isBusy = caught instanceof Error && 'code' in caught && caught.code === 'SQLITE_BUSY';
      if (!isBusy) throw fileFailure(caught, { what: 'the lock', folder, safe: 'Nothing was changed.' });
      throw new KnowledgeError(
        {
          kind: 'locked-file',
          message: `Another Abendbook is backing up, restoring or upgrading ${databasePath} at this moment.`,
          recovery: 'Nothing was changed by this one. Wait until the other has finished, and try again.',
        },
        { cause: caught },
      );
    }
    return await held.run(folder, work);
  } finally {
    lock.close();
  }
}

function openLock(folder: string): Sqlite.Database {
  const Database = createRequire(import.meta.url)('better-sqlite3') as typeof Sqlite;
  try {
    makeFolder(folder);
    return new Database(join(folder, '.lock'), { timeout: 0 });
  } catch (caught) {
    throw fileFailure(caught, { what: 'the lock', folder, safe: 'Nothing was changed.' });
  }
}
