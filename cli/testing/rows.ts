import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { openSqlite } from '../../core/store/open-sqlite.ts';
import { closeStore, type SqliteStore } from '../../core/store/store.ts';
import { hashRows } from '../../core/upgrade/testing/hash-rows.ts';

/** Opens a database that no process has open, for what a user cannot do from a terminal. */
export async function within<T>(path: string, work: (store: SqliteStore) => T): Promise<T> {
  const store = openSqlite(path);
  try {
    return work(store);
  } finally {
    await closeStore(store);
  }
}

/** SHA-256 over every row of every table, and the version. */
export function rowsOf(path: string): Promise<{ readonly version: string; readonly hash: string }> {
  return within(path, hashRows);
}

/** SHA-256 over the entries, with all that no step of the schema changes. */
export function entriesOf(path: string): Promise<string> {
  return within(path, ({ connection }) => {
    const hash = createHash('sha256');
    const entries = connection.prepare(
      `SELECT number, id, title, problem, solution, category, severity, archived, created_at, updated_at, author, revision,
         (SELECT group_concat(tag, char(10)) FROM kb_tags WHERE entry_number = number) FROM kb_entries ORDER BY number`,
    );
    for (const row of entries.raw().iterate()) hash.update(JSON.stringify(row));
    return hash.digest('hex');
  });
}

/** SHA-256 of a file, in hex. */
export function hashOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
