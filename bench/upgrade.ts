/**
 * How long an upgrade from 001 to the newest schema takes on a large knowledge base, beside what it cannot avoid, in turn and in one run:
 *
 * - the steps by themselves (`MigrationManager.migrate`), beside the same SQL in a bare better-sqlite3 script;
 * - the whole safe upgrade (verified backup, rehearsal, upgrade, validation) as the window runs it, beside that SQL twice, two copies of the file and one
 *   hash of it; and for how long it ever blocks the main thread meanwhile.
 *
 *     npm run -s bench:upgrade [-- ENTRIES [ROUNDS]]
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, createReadStream, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import Database from 'better-sqlite3';
import { startKnowledgeClient } from '../core/store/knowledge-client.ts';
import { openSqlite } from '../core/store/open-sqlite.ts';
import { closeStore } from '../core/store/store.ts';
import { MigrationManager } from '../core/upgrade/migration-manager.ts';
import { migrations } from '../migrations/index.ts';
import { makeDatabase } from './make-database.ts';
import { machineLine, median, summaryHeading, summaryLine } from './statistics.ts';

const [entries = 200_000, rounds = 5] = process.argv.slice(2).map(Number);
const limits = { steps: 1.3, whole: 2, blockedMs: 50 } as const;
const [base] = migrations;
if (base === undefined) throw new Error('There are no migrations.');

const folder = mkdtempSync(join(tmpdir(), 'abendbook-bench-'));
const original = join(folder, 'original.db');

/** Runs `work` on a fresh copy of the original, and returns how long it took, in milliseconds. */
async function timed(work: (file: string) => Promise<void> | void): Promise<number> {
  const place = join(folder, 'work');
  mkdirSync(place);
  const file = join(place, 'knowledge.db');
  copyFileSync(original, file);
  // What was written before must not be waited for in what is measured.
  spawnSync('sync');
  const started = performance.now();
  await work(file);
  const ms = performance.now() - started;
  rmSync(place, { recursive: true });
  return ms;
}

async function migrate(file: string): Promise<void> {
  const store = openSqlite(file);
  const results = await new MigrationManager(store).migrate();
  await closeStore(store);
  const failed = results.find(({ success }) => !success);
  if (failed !== undefined || results.length === 0)
    throw new Error(`The steps failed: ${failed?.error?.message}`);
}

function runBareSql(file: string): void {
  const db = new Database(file);
  db.exec('BEGIN IMMEDIATE');
  for (const { version, up } of migrations) if (version !== base?.version) db.exec(up.sqlite);
  db.exec('COMMIT');
  db.close();
}

async function hash(file: string): Promise<void> {
  await pipeline(createReadStream(file), createHash('sha256'));
}

/** The longest time for which the main thread answered nobody, in milliseconds, and the most of such a time that it worked itself. */
const longest = { blockedMs: 0, ownMs: 0 };

/** Looks every millisecond whether it is called in time. Returns what ends that. On a busy machine the system, too, makes a thread wait. */
function watchMainThread(): () => void {
  let last = performance.now();
  let worked = process.threadCpuUsage();
  const timer = setInterval(() => {
    const now = performance.now();
    const { user, system } = process.threadCpuUsage(worked);
    longest.blockedMs = Math.max(longest.blockedMs, now - last);
    longest.ownMs = Math.max(longest.ownMs, (user + system) / 1_000);
    last = now;
    worked = process.threadCpuUsage();
  }, 1);
  return () => clearInterval(timer);
}

async function upgradeSafely(file: string): Promise<void> {
  const workerUrl = new URL('../core/store/knowledge-worker.ts', import.meta.url);
  const db = startKnowledgeClient({ path: file, workerUrl });
  await db.opened;
  const stopWatching = watchMainThread();
  const { failure, rehearsal, backup, validated } = await db.upgrade({ confirmed: true }, () => undefined);
  stopWatching();
  await db.close();
  if (failure !== null) throw new Error(`The upgrade failed: ${failure.message}`);
  if (!rehearsal?.ok || !backup?.verified || !validated) throw new Error('The upgrade left something out.');
}

try {
  console.log(`Making ${entries.toLocaleString('en')} entries at ${base.version} …`);
  await makeDatabase({ file: original, entries, version: base.version });
  const machine = machineLine();
  const times = { bare: [], steps: [], copy: [], hash: [], whole: [] } as Record<
    'bare' | 'steps' | 'copy' | 'hash' | 'whole',
    number[]
  >;
  // The first one fills the caches of the operating system; it is not counted.
  await timed(runBareSql);
  for (let round = 0; round < rounds; round += 1) {
    times.bare.push(await timed(runBareSql));
    times.steps.push(await timed(migrate));
    times.copy.push(await timed((file) => copyFileSync(file, `${file}.copy`)));
    times.hash.push(await timed(hash));
    times.whole.push(await timed(upgradeSafely));
  }
  const least = 2 * median(times.bare) + 2 * median(times.copy) + median(times.hash);
  const ratios = { steps: median(times.steps) / median(times.bare), whole: median(times.whole) / least };
  const size = (statSync(original).size / 1e6).toLocaleString('en', { maximumFractionDigits: 0 });
  console.log(
    `Upgrading ${entries.toLocaleString('en')} entries, ${size} MB, from ${base.version} to ${migrations.at(-1)?.version}\n${machine}\n\n${summaryHeading}`,
  );
  console.log(summaryLine('the SQL alone, bare better-sqlite3', times.bare));
  console.log(summaryLine('MigrationManager.migrate', times.steps));
  console.log(summaryLine('a copy of the file', times.copy));
  console.log(summaryLine('SHA-256 of the file', times.hash));
  console.log(summaryLine('the whole safe upgrade', times.whole));
  console.log(`
steps: ${ratios.steps.toFixed(2)} times the bare SQL, limit ${limits.steps}
whole: ${ratios.whole.toFixed(2)} times what it cannot avoid (${least.toFixed(0)} ms), limit ${limits.whole}
main thread: blocked for ${longest.blockedMs.toFixed(0)} ms at most, limit ${limits.blockedMs} ms; it worked for ${longest.ownMs.toFixed(0)} ms of such a time at most`);
  const isFine =
    ratios.steps <= limits.steps && ratios.whole <= limits.whole && longest.blockedMs <= limits.blockedMs;
  process.exitCode = isFine ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
