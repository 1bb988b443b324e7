import { sql } from 'kysely';
import { KnowledgeError } from '../../failure.ts';
import { databaseName, type Store } from '../../store/store.ts';
import { describeTables } from '../tables/describe-tables.ts';
import type { ImportContext } from './import-context.ts';

/** How long a server may keep an import waiting for others who write, in ms. */
const patienceMs = 30_000;

/**
 * Lets nobody else write until the transaction ends, as a SQLite file does by itself; everybody goes on reading. Throws a `KnowledgeError` of kind locked-file where
 * others do not finish.
 */
export async function keepOthersOut(store: Store, db: ImportContext['db']): Promise<void> {
  if (store.engine === 'sqlite') return;
  const tables = ['kb_entries', ...(await describeTables(store, db)).map(({ name }) => name)];
  await sql`set local lock_timeout = ${sql.lit(patienceMs)}`.execute(db);
  try {
    await sql`lock table ${sql.join(tables.map((name) => sql.id(name)))} in share row exclusive mode`.execute(
      db,
    );
  } catch (caught) {
    if (!(caught instanceof Error) || !('code' in caught) || caught.code !== '55P03') throw caught;
    throw new KnowledgeError(
      {
        kind: 'locked-file',
        message: `Somebody else is writing in ${databaseName(store)}, and did not finish within ${patienceMs / 1_000} seconds.`,
        recovery: 'Nothing was imported. Wait until they have finished, and try again.',
      },
      { cause: caught },
    );
  }
}

/** SQLite keeps so much of the file at hand, in kB, while it writes what it will hardly read again. */
const importCache = 8_000;

/** Does work with less of SQLite's own memory: new rows go to the end of a file, and threads beside this one need room, too. */
export async function withSmallCache<T>(store: Store, work: () => Promise<T>): Promise<T> {
  if (store.engine !== 'sqlite') return work();
  const before = store.connection.pragma('cache_size', { simple: true });
  store.connection.pragma(`cache_size = -${importCache}`);
  try {
    return await work();
  } finally {
    store.connection.pragma(`cache_size = ${String(before)}`);
  }
}

/** On SQLite they would outlive the transaction. */
export function dropTemporaryTables(store: Store): void {
  if (store.engine !== 'sqlite') return;
  const { connection } = store;
  const names = connection
    .prepare(
      `SELECT name FROM temp.sqlite_master WHERE type = 'table' AND name LIKE 'import\\_%' ESCAPE '\\'`,
    )
    .pluck()
    .all();
  for (const name of names) connection.exec(`DROP TABLE temp."${String(name)}"`);
}
