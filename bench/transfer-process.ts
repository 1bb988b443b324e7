/**
 * One kind of export or import in a process of its own, so that its memory can be told from everything else's. It gets ready, says so, and
 * then works for each message it is sent.
 *
 *     node bench/transfer-process.ts WORK SOURCE
 */
import { readFileSync } from 'node:fs';
import { startKnowledgeClient } from '../core/store/knowledge-client.ts';
import { dumpRows, insertBareRows, insertPlainRows, prepareBareRows } from './bare-transfer.ts';

/** What is done with a source (a file, or how many entries), once it is ready: from or to the target. */
type Work = (source: string) => Promise<(target: string) => Promise<void>>;

const workerUrl = new URL('../core/store/knowledge-worker.ts', import.meta.url);

const works = {
  import: async (source) => async (target) => {
    const db = startKnowledgeClient({ path: target, workerUrl });
    await db.importFrom({ path: source }, () => undefined);
    await db.close();
  },
  export: async (source) => async (target) => {
    const db = startKnowledgeClient({ path: source, workerUrl });
    await db.exportTo({ path: target }, () => undefined);
    await db.close();
  },
  'bare import': async (source) => {
    const rows = await prepareBareRows(Number(source));
    return (target) => insertBareRows(target, rows);
  },
  'plain import': async (source) => {
    const rows = await prepareBareRows(Number(source));
    return (target) => insertPlainRows(target, rows);
  },
  'bare export': async (source) => (target) => dumpRows(source, target),
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
  const [name = '', source = ''] = process.argv.slice(2);
  if (!Object.hasOwn(works, name)) throw new Error(`There is no work called ${name}.`);
  const run = await works[name as WorkName](source);
  const workOn = async (target: string): Promise<void> => {
    const started = performance.now();
    await run(target);
    process.send?.({ ms: performance.now() - started, peakBytes: peakBytes() } satisfies Taken);
  };
  process.on('message', (target: string) => void workOn(target));
  process.send?.('ready');
}
