import { mkdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type Sqlite from 'better-sqlite3';
import { backupFolder } from '../../backup/backup-folder.ts';
import { examine } from './examine.ts';
import { makeScene, type FaultScene } from './fault-scene.ts';
import { RunningOperation } from './operation.ts';
import { copyInto, prepareAll, type Prepared } from './prepared.ts';
import type { Trial } from './trial.ts';

/** What another process may be doing, as SQL on one of the files. */
const others = {
  reads: { file: (path: string) => path, sql: 'BEGIN; SELECT count(*) FROM kb_entries' },
  writes: { file: (path: string) => path, sql: 'BEGIN IMMEDIATE' },
  'holds it alone': { file: (path: string) => path, sql: 'BEGIN EXCLUSIVE' },
  'backs up or upgrades': {
    file: (path: string) => join(backupFolder(path), '.lock'),
    sql: 'BEGIN EXCLUSIVE',
  },
} as const;
type Other = keyof typeof others;

/** Nobody waits longer than this to be told. */
const patienceMs = 60_000;

/** Tries each operation while another process has the database: it succeeds, or says so before long and has changed nothing. */
export async function tryLocked(trial: Trial): Promise<number> {
  const scene = await makeScene(trial);
  return tryEachLocked(trial, scene, await prepareAll(scene));
}

/** The same with operations that stand ready. */
export async function tryEachLocked(
  { say }: Trial,
  scene: FaultScene,
  ready: readonly Prepared[],
): Promise<number> {
  let violations = 0;
  for (const prepared of ready) {
    for (const other of Object.keys(others) as Other[]) {
      const { outcome, tookMs, problems } = await tryWhile(other, scene, prepared);
      say(
        `${prepared.operation.padEnd(14)}while another process ${other.padEnd(21)} ${outcome}, ${(tookMs / 1_000).toFixed(1)} s`,
      );
      for (const problem of problems) say(`  ${problem}`);
      violations += problems.length > 0 ? 1 : 0;
    }
  }
  return violations;
}

async function tryWhile(other: Other, { folder, states }: FaultScene, prepared: Prepared) {
  const place = join(folder, 'locked');
  mkdirSync(place);
  try {
    const { path, backup } = copyInto(place, prepared);
    const { operation, before, after } = prepared;
    const Database = createRequire(import.meta.url)('better-sqlite3') as typeof Sqlite;
    const lock = new Database(others[other].file(path));
    lock.exec(others[other].sql);
    const began = performance.now();
    const failure = await new RunningOperation({ path, operation, backup }).end();
    const tookMs = performance.now() - began;
    lock.close();
    const { violations } = await examine({
      path,
      states,
      expected: [failure === null ? after : before],
      verified: new Set(),
    });
    const problems = [
      ...violations,
      ...(failure === null || failure.kind === 'locked-file' ? [] : [`${failure.kind}: ${failure.message}`]),
      ...(tookMs > patienceMs ? [`It took ${Math.round(tookMs / 1_000)} s to say so.`] : []),
    ];
    return { outcome: failure === null ? 'done' : failure.kind, tookMs, problems };
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}
