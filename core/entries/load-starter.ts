import { setImmediate } from 'node:timers/promises';
import { stopIfAborted, type Cancellation } from '../search/cancellation.ts';
import type { LoadProgress, StarterReport } from '../store/knowledge-base.ts';
import { inTransaction, type Store } from '../store/store.ts';
import { addEntries } from './add-entries.ts';
import type { NewEntry } from './entry.ts';
import { starterAuthor } from './starter-entries.ts';

const batch = 20;

/**
 * Adds the starter entries that are not there yet, all in one transaction: a load that is cancelled or fails leaves nothing behind. Entries that are there
 * already, edited or not, are left as they are.
 */
export async function loadStarter(
  store: Store,
  starter: readonly NewEntry[],
  onProgress: (progress: LoadProgress) => void,
  signal: Cancellation | undefined,
): Promise<StarterReport> {
  return inTransaction(store, async (db) => {
    const rows = await db.selectFrom('kb_entries').select('id').where('id', 'like', 'starter-%').execute();
    const present = new Set(rows.map((row) => row.id));
    const missing = starter.filter((entry) => entry.id === undefined || !present.has(entry.id));
    for (let start = 0; start < missing.length; start += batch) {
      stopIfAborted(signal);
      await addEntries(store, db, missing.slice(start, start + batch), starterAuthor);
      onProgress({ done: Math.min(start + batch, missing.length), total: missing.length });
      // Lets this thread's other messages through, cancellation among them.
      await setImmediate();
    }
    stopIfAborted(signal);
    return { added: missing.length, unchanged: starter.length - missing.length };
  });
}
