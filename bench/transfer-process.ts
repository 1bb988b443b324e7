/**
 * One kind of export or import in a process of its own, so that its memory can be told from everything else's. It gets ready, says so, and
 * then works for each message it is sent.
 *
 *     node bench/transfer-process.ts WORK SOURCE TARGET
 */
import { readFileSync } from 'node:fs';
import { unwrap } from '../core/failure.ts';
import { startKnowledgeClient, type KnowledgeClient } from '../core/store/knowledge-client.ts';

/** What is done from a source (a file, or how many entries) to a target, once it is ready for that. */
type Work = (source: string, target: string) => Promise<() => Promise<void>>;

/** The built program's own thread, opened on a knowledge base. */
async function openKnowledge(path: string): Promise<KnowledgeClient> {
  const workerUrl = new URL('../dist/main/knowledge-worker.js', import.meta.url);
  const db = startKnowledgeClient({ path, workerUrl, oneThread: true });
  unwrap(await db.opened);
  return db;
}

const works = {
  import: async (source, target) => {
    const db = await openKnowledge(target);
    return async () => {
      await db.importFrom({ path: source }, () => undefined);
      // Closing folds the write-ahead log in, as it does behind the bare loops.
      await db.close();
    };
  },
  export: async (source, target) => {
    const db = await openKnowledge(source);
    return async () => {
      await db.exportTo({ path: target }, () => undefined);
      await db.close();
    };
  },
  'bare import': async (source, target) => {
    const { insertBareRows, prepareBareRows } = await import('./bare-transfer.ts');
    const rows = await prepareBareRows(Number(source));
    return () => insertBareRows(target, rows);
  },
  'plain import': async (source, target) => {
    const { insertPlainRows, prepareBareRows } = await import('./bare-transfer.ts');
    const rows = await prepareBareRows(Number(source));
    return () => insertPlainRows(target, rows);
  },
  'bare export': async (source, target) => {
    const { dumpRows } = await import('./bare-transfer.ts');
    return () => dumpRows(source, target);
  },
} as const satisfies Record<string, Work>;

export type WorkName = keyof typeof works;

/** What one piece of work took. */
export interface Taken {
  readonly ms: number;
  /** The most memory that this process ever had in RAM, in bytes. */
  readonly peakBytes: number;
}

function peakBytes(): number {
  // Where Linux tells it; elsewhere what the process itself is told, which may count what started it.
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS * 1_024;
  const kilobytes = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  return Number(kilobytes) * 1_024;
}

if (import.meta.main) {
  const [name = '', source = '', target = ''] = process.argv.slice(2);
  if (!Object.hasOwn(works, name)) throw new Error(`There is no work called ${name}.`);
  const run = await works[name as WorkName](source, target);
  const work = async (): Promise<void> => {
    const started = performance.now();
    await run();
    process.send?.({ ms: performance.now() - started, peakBytes: peakBytes() } satisfies Taken);
  };
  process.on('message', () => void work());
  process.send?.('ready');
}
