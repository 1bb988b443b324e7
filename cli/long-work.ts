import { KnowledgeError, unwrap } from '../core/failure.ts';
import { startKnowledgeClient, type KnowledgeClient } from '../core/store/knowledge-client.ts';
import { locationOf, readableStill, withKnowledge, type GlobalOptions } from './global-options.ts';
import { interruptible } from './interrupt.ts';

const workerUrl = new URL('../core/store/knowledge-worker.ts', import.meta.url);

/**
 * Runs long work with the database in a thread of its own, so that this one is free to show progress and to hear Ctrl+C, to which `stopping` is the
 * answer.
 */
export async function doLongWork<T>(
  options: GlobalOptions,
  stopping: () => string,
  work: (db: KnowledgeClient, signal: AbortSignal) => Promise<T>,
  { readOnly = false }: { readonly readOnly?: boolean } = {},
): Promise<T> {
  // The thread would make a file that is missing; and what an interrupted operation left is told here.
  await withKnowledge(options, (db) => db.store(), { readOnly, create: false });
  const db = startKnowledgeClient({ path: locationOf(options), workerUrl, readOnly, oneThread: true });
  try {
    return await interruptible(stopping, async (signal) => {
      unwrap(await db.opened);
      return work(db, signal);
    });
  } finally {
    await db.close();
  }
}

/** The same for work that only reads: a file that cannot be written, or that a newer program wrote, is then opened for reading only. */
export async function doLongReading<T>(...[options, stopping, work]: LongWork<T>): Promise<T> {
  try {
    return await doLongWork(options, stopping, work);
  } catch (caught) {
    if (!(caught instanceof KnowledgeError) || !readableStill.has(caught.failure.kind)) throw caught;
    return await doLongWork(options, stopping, work, { readOnly: true });
  }
}

type LongWork<T> = [
  options: GlobalOptions,
  stopping: () => string,
  work: (db: KnowledgeClient, signal: AbortSignal) => Promise<T>,
];
