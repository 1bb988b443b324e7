import { sql } from 'kysely';
import type { Store } from './store.ts';

/**
 * Reads several things as they were at one instant, whoever writes meanwhile. `work` is given a store that reads from that instant; on SQLite
 * nothing else runs on this connection until it has ended.
 */
export async function inSnapshot<S extends Store, T>(store: S, work: (store: S) => Promise<T>): Promise<T> {
  if (store.engine === 'postgresql') {
    return store.db
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute((db) => work({ ...store, db }));
  }
  return store.db.connection().execute(async (db) => {
    await sql`begin`.execute(db);
    try {
      return await work({ ...store, db });
    } finally {
      if (store.connection.inTransaction) await sql`rollback`.execute(db);
    }
  });
}
