/**
 * How fast a large knowledge base comes in and goes out, beside what the same rows take without a program around them, in turn and in one run:
 *
 * - the import of an export, beside a bare loop of prepared statements that writes the same rows, their search index and its terms, all worked out before and
 *   held in memory; and, to compare, beside one that leaves the search index to SQLite;
 * - the export, beside `SELECT * FROM kb_entries` with JSON.stringify of each row to a file;
 * - and how much memory the processes take that do the one and the other.
 *
 * It is the built program that is measured: run from its sources it also has the compiler in memory.
 *
 *     npm run -s bench:transfer [-- ENTRIES [ROUNDS]] [--memory]
 *
 * `--memory` looks at the memory alone, with a million entries unless a number is given.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { KnowledgeDB } from '../core/store/knowledge-db.ts';
import { requireBuild } from './require-build.ts';
import { machineLine, median, summaryHeading, summaryLine } from './statistics.ts';
import { writeExport } from './transfer-entries.ts';
import type { Taken, WorkName } from './transfer-process.ts';

const { values, positionals } = parseArgs({
  options: { memory: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const [entries = values.memory ? 1_000_000 : 100_000, rounds = 3] = positionals.map(Number);
/** Rows per second against those of the bare loops, and memory. */
const limits = { importShare: 0.5, exportShare: 0.5, peakBytes: 300_000_000 } as const;

const folder = mkdtempSync(join(tmpdir(), 'abendbook-bench-'));
const file = join(folder, 'knowledge.json');
const database = join(folder, 'knowledge.db');
const peaks = { import: 0, export: 0 };

/** Works in a process of its own, which stays for more of it. */
class Worker {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  static async start(work: WorkName, source: string, target: string): Promise<Worker> {
    const child = fork(new URL('transfer-process.ts', import.meta.url), [work, source, target]);
    await message(child);
    return new Worker(child);
  }

  async run(): Promise<Taken> {
    this.#child.send('go');
    return (await message(this.#child)) as Taken;
  }

  async end(): Promise<void> {
    const ended = once(this.#child, 'exit');
    this.#child.disconnect();
    await ended;
  }
}

async function message(child: ChildProcess): Promise<unknown> {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`A process of the benchmark ended with ${String(code)}.`);
  });
  const [received] = (await Promise.race([once(child, 'message'), ended])) as unknown[];
  return received;
}

async function makeEmptyDatabase(): Promise<void> {
  remove(database);
  const db = await KnowledgeDB.open(database);
  await db.close();
}

async function measureImport(): Promise<number> {
  await makeEmptyDatabase();
  return measure('import', file, database);
}

async function measureBare(worker: Worker): Promise<number> {
  await makeEmptyDatabase();
  return (await worker.run()).ms;
}

function remove(path: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
}

/** What the program itself takes, in a process that does nothing else. */
async function measure(work: 'import' | 'export', source: string, target: string): Promise<number> {
  const worker = await Worker.start(work, source, target);
  const { ms, peakBytes } = await worker.run();
  await worker.end();
  peaks[work] = Math.max(peaks[work], peakBytes);
  return ms;
}

async function measureExport(): Promise<number> {
  const target = join(folder, 'exported.json');
  const ms = await measure('export', database, target);
  remove(target);
  return ms;
}

function memoryLines(): string {
  const line = (work: 'import' | 'export'): string =>
    `memory of the ${work}: ${(peaks[work] / 1e6).toFixed(0)} MB at most, limit ${limits.peakBytes / 1e6} MB`;
  return `${line('import')}\n${line('export')}`;
}

const isSmall = (): boolean => Math.max(peaks.import, peaks.export) < limits.peakBytes;

async function compare(): Promise<boolean> {
  const machine = machineLine();
  const times = { bare: [], plain: [], import: [], dump: [], export: [] } as Record<
    'bare' | 'plain' | 'import' | 'dump' | 'export',
    number[]
  >;
  const bare = await Worker.start('bare import', String(entries), database);
  const plain = await Worker.start('plain import', String(entries), database);
  // The first one fills the caches of the operating system; it is not counted.
  await measureBare(bare);
  for (let round = 0; round < rounds; round += 1) {
    times.bare.push(await measureBare(bare));
    times.plain.push(await measureBare(plain));
    times.import.push(await measureImport());
  }
  await Promise.all([bare.end(), plain.end()]);
  const dump = await Worker.start('bare export', database, join(folder, 'dumped.json'));
  await dump.run();
  for (let round = 0; round < rounds; round += 1) {
    times.dump.push((await dump.run()).ms);
    times.export.push(await measureExport());
  }
  await dump.end();
  const shares = {
    import: median(times.bare) / median(times.import),
    plain: median(times.plain) / median(times.import),
    export: median(times.dump) / median(times.export),
  };
  const rate = (ms: readonly number[]): string =>
    Math.round(entries / (median(ms) / 1_000)).toLocaleString('en');
  console.log(
    `Import and export of ${entries.toLocaleString('en')} entries, ${(statSync(file).size / 1e6).toFixed(0)} MB as JSON\n${machine}\n\n${summaryHeading}`,
  );
  console.log(summaryLine('bare loop, index worked out before', times.bare));
  console.log(summaryLine('bare loop, index left to SQLite', times.plain));
  console.log(summaryLine('import', times.import));
  console.log(summaryLine('SELECT and JSON.stringify', times.dump));
  console.log(summaryLine('export', times.export));
  console.log(`
import: ${rate(times.import)} entries/s, ${shares.import.toFixed(2)} of the bare loop's ${rate(times.bare)}, at least ${limits.importShare} wanted; ${shares.plain.toFixed(2)} of the ${rate(times.plain)} with SQLite's own index
export: ${rate(times.export)} entries/s, ${shares.export.toFixed(2)} of the bare ${rate(times.dump)}, at least ${limits.exportShare} wanted
${memoryLines()}`);
  return shares.import >= limits.importShare && shares.export >= limits.exportShare && isSmall();
}

async function lookAtMemory(): Promise<boolean> {
  const imported = await measureImport();
  const exported = await measureExport();
  const seconds = (ms: number): string => (ms / 1_000).toFixed(0);
  console.log(
    `${entries.toLocaleString('en')} entries, ${(statSync(file).size / 1e6).toFixed(0)} MB as JSON, imported in ${seconds(imported)} s and exported in ${seconds(exported)} s\n${machineLine()}\n\n${memoryLines()}`,
  );
  return isSmall();
}

try {
  requireBuild();
  console.log(`Making an export of ${entries.toLocaleString('en')} entries …`);
  await writeExport(file, entries);
  process.exitCode = (await (values.memory ? lookAtMemory() : compare())) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
