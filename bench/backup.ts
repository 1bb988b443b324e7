/**
 * How long a verified backup of a large knowledge base takes, beside `cp` and `sha256sum` of the same file, in turn. The copy of `cp` is flushed to the
 * disk, as the backup is.
 *
 *     npm run -s bench:backup [-- ENTRIES [ROUNDS]]
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { promisify } from 'node:util';
import { manifestPath } from '../core/backup/backup-folder.ts';
import { startKnowledgeClient } from '../core/store/knowledge-client.ts';
import { makeDatabase } from './make-database.ts';
import { machineLine, median, summaryHeading, summaryLine } from './statistics.ts';

const [entries = 200_000, rounds = 5] = process.argv.slice(2).map(Number);
/** At most so many times as long as copying and hashing. */
const limit = 2;
/** At most so long may the thread that shows windows be kept from its work, in ms. */
const limitBlockedMs = 50;

const run = promisify(execFile);

const folder = mkdtempSync(join(tmpdir(), 'abendbook-bench-'));
try {
  const file = join(folder, 'large.db');
  await makeDatabase({ file, entries });
  const copy = join(folder, 'copy.db');
  const workerUrl = new URL('../core/store/knowledge-worker.ts', import.meta.url);
  const client = startKnowledgeClient({ path: file, workerUrl });
  const measureBackup = async (): Promise<number> => {
    const started = performance.now();
    const { path } = await client.createBackup();
    const ms = performance.now() - started;
    await Promise.all([rm(path), rm(manifestPath(path))]);
    return ms;
  };
  const measureCopy = async (): Promise<number> => {
    const started = performance.now();
    await run('cp', [file, copy]);
    await run('sync', [copy]);
    await run('sha256sum', [copy]);
    const ms = performance.now() - started;
    await rm(copy);
    return ms;
  };
  await client.opened;
  const machine = machineLine();
  // The first round fills the caches of the operating system; it is not counted.
  await measureCopy();
  await measureBackup();
  const backups: number[] = [];
  const copies: number[] = [];
  const blocked = monitorEventLoopDelay({ resolution: 1 });
  blocked.enable();
  for (let round = 0; round < rounds; round += 1) {
    copies.push(await measureCopy());
    backups.push(await measureBackup());
  }
  await client.close();
  console.log(
    `A verified backup of ${entries.toLocaleString('en')} entries, ${(statSync(file).size / 1e6).toFixed(0)} MB\n${machine}\n\n${summaryHeading}`,
  );
  console.log(summaryLine('cp, sync, sha256sum', copies));
  console.log(summaryLine('backup, verified', backups));
  const ratio = median(backups) / median(copies);
  const blockedMs = blocked.max / 1e6;
  console.log(
    `\n${ratio.toFixed(2)} times copying and hashing, limit ${limit}; the main thread was blocked for at most ${blockedMs.toFixed(0)} ms, limit ${limitBlockedMs} ms`,
  );
  process.exitCode = ratio <= limit && blockedMs <= limitBlockedMs ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
