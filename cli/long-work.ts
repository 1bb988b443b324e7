import { unwrap } from '../core/failure.ts';
import { startKnowledgeClient, type KnowledgeClient } from '../core/store/knowledge-client.ts';
import { locationOf, withKnowledge, type GlobalOptions } from './global-options.ts';

const workerUrl = new URL('../core/store/knowledge-worker.ts', import.meta.url);

/**
 * Runs long work with the database in threads of its own, so that this one is free to show progress and to hear Ctrl+C: the first one sets
 * the signal and prints what `stopping` says, the second ends the program at once.
 */
export async function doLongWork<T>(
  options: GlobalOptions,
  stopping: () => string,
  work: (db: KnowledgeClient, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  // The threads would make a file that is missing; and what an interrupted operation left is told here.
  await withKnowledge(options, (db) => db.store());
  const db = startKnowledgeClient({ path: locationOf(options), workerUrl });
  const stop = new AbortController();
  const onSignal = (): void => {
    stop.abort();
    process.stderr.write(`${process.stderr.isTTY ? '\r\u001B[K' : ''}${stopping()}\n`);
  };
  // Each of them once: what comes after it does what it does to any program.
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  try {
    unwrap(await db.opened);
    return await work(db, stop.signal);
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
    await db.close();
  }
}
