/**
 * How long a search takes from a terminal: `kb search` on a large knowledge base, each run a process of its own, beside a bare
 * `node -e 0` in the same run. What npm itself adds is not counted.
 *
 *     npm run -s bench:cli [-- ENTRIES [ROUNDS]]
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeDatabase } from './make-database.ts';
import { machineLine, median, quantile, summaryHeading, summaryLine } from './statistics.ts';

const [entries = 10_000, rounds = 7] = process.argv.slice(2).map(Number);
const targetMs = 400;
const queries = [
  'VSAM status 35',
  '0C7',
  'IEF450I',
  'sqlcode -805',
  'space abend',
  'category:VSAM severity:high open',
];
const kb = join(import.meta.dirname, '../cli/kb.mjs');

/** Runs Node.js with `args` and returns how long it took, in milliseconds, and what it printed. */
function run(args: readonly string[], folder: string): { readonly ms: number; readonly stdout: string } {
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    env: { ...process.env, ABENDBOOK_HOME: folder },
  });
  const ms = performance.now() - started;
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}: ${stderr}`);
  return { ms, stdout };
}

const folder = mkdtempSync(join(tmpdir(), 'abendbook-bench-'));
try {
  const file = join(folder, 'large.db');
  await makeDatabase({ file, entries });
  const bare: number[] = [];
  const searches = new Map(queries.map((query): [string, number[]] => [query, []]));
  const search = (query: string) => run([kb, 'search', query, '--db', file, '--json'], folder);
  const machine = machineLine();
  // The first run fills the caches of the operating system and of Node.js; it is not counted.
  search('warm up');
  for (let round = 0; round < rounds; round += 1) {
    for (const [query, times] of searches) {
      bare.push(run(['-e', '0'], folder).ms);
      const { ms, stdout } = search(query);
      if ((JSON.parse(stdout) as { total: number }).total === 0) throw new Error(`"${query}" found nothing.`);
      times.push(ms);
    }
  }
  const all = [...searches.values()].flat();
  console.log(
    `kb search on ${entries.toLocaleString('en')} entries, each run a new process\n${machine}\n\n${summaryHeading}`,
  );
  console.log(summaryLine('node -e 0', bare));
  for (const [query, times] of searches) console.log(summaryLine(`kb search "${query}"`, times));
  console.log(summaryLine('kb search, all of these', all));
  const slowest = quantile(all, 0.95);
  console.log(
    `\n${(median(all) / median(bare)).toFixed(1)} times a bare node; p95 ${slowest.toFixed(0)} ms, target ${targetMs} ms`,
  );
  process.exitCode = slowest <= targetMs ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
