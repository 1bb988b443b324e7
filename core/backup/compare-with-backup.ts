import { existsSync } from 'node:fs';
import { openSqlite } from '../store/open-sqlite.ts';
import { closeStore } from '../store/store.ts';
import { compareEntries, type EntryDifferences } from './compare-entries.ts';
import { compareTables, type TableDifferences } from './compare-tables.ts';
import { openUnchanged } from './open-unchanged.ts';

/** What restoring a backup would take away from the present database, and give back to it. */
export interface Discards extends EntryDifferences {
  /** The same for the rows of every other table; tables in which nothing would change are left out. */
  readonly otherTables: readonly TableDifferences[];
}

/**
 * Compares a database with a backup of it, at whatever schema version either stands. Null where the present database cannot be read: then there is
 * nothing to lose that could be named.
 */
export async function compareWithBackup(databasePath: string, backupPath: string): Promise<Discards | null> {
  if (!existsSync(databasePath)) return null;
  let store;
  try {
    store = openSqlite(databasePath, { readOnly: true });
  } catch {
    return null;
  }
  const { connection } = store;
  try {
    const backup = await openUnchanged(backupPath);
    try {
      connection.prepare('ATTACH ? AS backup').run(backup.file);
      connection.pragma('backup.cache_size = -32000');
      return { ...compareEntries(connection), otherTables: compareTables(connection) };
    } finally {
      await backup.close();
    }
  } catch {
    return null;
  } finally {
    await closeStore(store);
  }
}
