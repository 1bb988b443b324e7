import { unwrap } from '../core/failure.ts';
import { startKnowledgeClient, type KnowledgeClient } from '../core/store/knowledge-client.ts';
import { locationOf, withKnowledge, type GlobalOptions } from './global-options.ts';
import { interruptible } from './interrupt.ts';

const workerUrl = new URL('../core/store/knowledge-worker.ts', import.meta.url);

/**
 * Runs long work with the database in threads of its own, so that this one is free to show progress and to hear Ctrl+C, to which `stopping` is the
 * answer.
 */
export async function doLongWork<T>(
  options: GlobalOptions,
  stopping: () => string,
  work: (db: KnowledgeClient, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  // The threads would make a file that is missing; and what an interrupted operation left is told here.
  await withKnowledge(options, (db) => db.store());
  const db = startKnowledgeClient({ path: locationOf(options), workerUrl });
  try {
    return await interruptible(stopping, async (signal) => {
      unwrap(await db.opened);
      return work(db, signal);
    });
  } finally {
    await db.close();
  }
}
