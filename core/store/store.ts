import type Sqlite from 'better-sqlite3';
import type { Kysely } from 'kysely';
import type { Pool } from 'pg';
import { sql } from 'kysely';
import type { TemporaryCopy } from './copy-for-reading.ts';
import type { Schema } from './schema.ts';

/** An open SQLite file: the query builder, and the connection below it for what only SQLite has. */
export interface SqliteStore {
  readonly engine: 'sqlite';
  readonly path: string;
  readonly readOnly: boolean;
  readonly db: Kysely<Schema>;
  readonly connection: Sqlite.Database;
  /** What is really open, where it had to be copied to be read; null otherwise. */
  readonly copy: TemporaryCopy | null;
}

/** An open PostgreSQL database. `name` is its URL without the password. */
export interface PostgresStore {
  readonly engine: 'postgresql';
  readonly name: string;
  readonly db: Kysely<Schema>;
  readonly pool: Pool;
}

export type Store = SqliteStore | PostgresStore;

/** How the database is named to a user: its path, or its URL without the password. */
export function databaseName(store: Store): string {
  return store.engine === 'sqlite' ? store.path : store.name;
}

/**
 * Runs `work` in one transaction that commits when it returns and leaves nothing behind when it throws.
 *
 * On SQLite it takes the write lock at once (BEGIN IMMEDIATE): a transaction that reads first and writes later would fail
 * without waiting if another process wrote in between.
 */
export async function inTransaction<T>(store: Store, work: (db: Kysely<Schema>) => Promise<T>): Promise<T> {
  if (store.engine === 'postgresql') return store.db.transaction().execute(work);
  return store.db.connection().execute(async (db) => {
    await sql`begin immediate`.execute(db);
    try {
      const result = await work(db);
      await sql`commit`.execute(db);
      return result;
    } catch (caught) {
      // A full disk or an I/O error has rolled back already.
      if (store.connection.inTransaction) await sql`rollback`.execute(db);
      throw caught;
    }
  });
}

/** Closes the connection. On SQLite the last connection to close folds the write-ahead log into the file. */
export async function closeStore(store: Store): Promise<void> {
  await store.db.destroy();
  // Kysely leaves alone what it has never used.
  if (store.engine === 'sqlite') {
    store.connection.close();
    store.copy?.remove();
  } else if (!store.pool.ended) {
    await store.pool.end();
  }
}
