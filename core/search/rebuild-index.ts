import { setImmediate } from 'node:timers/promises';
import { sql, type Kysely } from 'kysely';
import { readEntries } from '../entries/entry-rows.ts';
import type { LoadProgress } from '../store/knowledge-base.ts';
import type { Schema } from '../store/schema.ts';
import { inTransaction, type Store } from '../store/store.ts';
import { analyzeEntry } from './analyze-entry.ts';
import { stopIfAborted, type Cancellation } from './cancellation.ts';
import { withLargeIndexBuffer } from './index-buffer.ts';
import { addToIndex } from './maintain-index.ts';

const batch = 200;

/**
 * Makes the search index anew from the entries, whatever is in it now, all in one transaction: one that fails or is cancelled leaves the index
 * as it was. Returns the number of entries in it.
 */
export async function rebuildIndex(
  store: Store,
  onProgress: (progress: LoadProgress) => void = () => undefined,
  signal?: Cancellation,
): Promise<number> {
  return inTransaction(store, async (db) => {
    await clearIndex(store, db);
    const numbers = (await db.selectFrom('kb_entries').select('number').orderBy('number').execute()).map(
      (row) => row.number,
    );
    await withLargeIndexBuffer(store, db, async () => {
      for (let start = 0; start < numbers.length; start += batch) {
        stopIfAborted(signal);
        const entries = await readEntries(db, numbers.slice(start, start + batch));
        const indexed = Array.from(entries, ([number, entry]) => ({ number, analysis: analyzeEntry(entry) }));
        await addToIndex(store, db, indexed);
        onProgress({ done: Math.min(start + batch, numbers.length), total: numbers.length });
        // Lets this thread's other messages through, cancellation among them.
        await setImmediate();
      }
    });
    stopIfAborted(signal);
    return numbers.length;
  });
}

/** Takes everything out of the search index, inside the transaction that `db` holds. */
export async function clearIndex(store: Store, db: Kysely<Schema>): Promise<void> {
  // FTS5's own command: deleting row by row would read what may be damaged.
  if (store.engine === 'sqlite')
    await sql`insert into kb_search (kb_search) values ('delete-all')`.execute(db);
  else await sql`delete from kb_search`.execute(db);
  await db.deleteFrom('kb_terms').execute();
}
