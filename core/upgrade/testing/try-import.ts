import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { listBackups } from '../../backup/list-backups.ts';
import { seededRandom } from '../../../bench/seeded-random.ts';
import { KnowledgeDB } from '../../store/knowledge-db.ts';
import { examine, removeBackup } from './examine.ts';
import { makeScene, place, type FaultScene } from './fault-scene.ts';
import { contentOf } from './known-states.ts';
import { RunningOperation, type Operation } from './operation.ts';
import type { Prepared } from './prepared.ts';
import type { Trial } from './trial.ts';
import { tryEachFull } from './try-full-disk.ts';
import { tryEachLocked } from './try-locked.ts';

interface PreparedImport extends Prepared {
  /** What it takes when nobody disturbs it, in ms. */
  readonly takesMs: number;
}

const before = 'first at 005';

/**
 * Tries imports as the other trials try upgrades: killed at any instant, on a full disk, and beside other processes. A knowledge base takes in the export of another one that went on from
 * it, into what is there and in its place; it is found as it was, or with all of it.
 */
export async function tryImport(trial: Trial): Promise<number> {
  const scene = await makeScene(trial);
  const ready = await prepareImports(scene);
  for (const { operation, takesMs } of ready)
    trial.say(`${operation.padEnd(14)}takes ${takesMs.toFixed(0)} ms`);
  const killed = await tryEachKilled(trial, scene, ready);
  const locked = await tryEachLocked(trial, scene, ready);
  const full = await tryEachFull(trial, scene, ready);
  return killed + locked + full;
}

/** The kills alone. */
export async function tryImportKills(trial: Trial): Promise<number> {
  const scene = await makeScene(trial);
  return tryEachKilled(trial, scene, await prepareImports(scene));
}

async function prepareImports(scene: FaultScene): Promise<readonly PreparedImport[]> {
  const file = join(scene.folder, 'second.json');
  place(scene, scene.second);
  const second = await KnowledgeDB.open(scene.path);
  await second.exportTo({ path: file, format: 'json' });
  await second.close();
  const prepared: PreparedImport[] = [];
  for (const operation of ['import', 'import over'] as const) {
    place(scene, scene.first);
    const folder = join(scene.folder, `ready to ${operation}`);
    mkdirSync(join(folder, 'knowledge.db.backups'), { recursive: true });
    cpSync(scene.first.file, join(folder, 'knowledge.db'));
    const takesMs = await complete(scene, operation, file);
    const content = await contentOf(scene.path);
    scene.states.add(content, `after ${operation}`);
    prepared.push({ operation, folder, before, after: `after ${operation} at 005`, backup: file, takesMs });
  }
  return prepared;
}

async function complete({ path }: FaultScene, operation: Operation, file: string): Promise<number> {
  const running = new RunningOperation({ path, operation, backup: file });
  await running.ready;
  const began = performance.now();
  await running.finished;
  const took = performance.now() - began;
  const failure = await running.end();
  if (failure !== null)
    throw new Error(`"${operation}" failed although nobody disturbed it: ${failure.message}`);
  return took;
}

async function tryEachKilled(
  { kills, minutes, seed, say }: Trial,
  scene: FaultScene,
  ready: readonly PreparedImport[],
): Promise<number> {
  const random = seededRandom(seed);
  const until = performance.now() + minutes * 60_000;
  const found = new Map<string, number>();
  let violations = 0;
  let done = 0;
  for (; done < kills && performance.now() < until; done += 1) {
    const prepared = ready[done % ready.length];
    if (prepared === undefined) break;
    const { operation, takesMs, after, backup } = prepared;
    place(scene, scene.first);
    const running = new RunningOperation({
      path: scene.path,
      operation,
      ...(backup === null ? {} : { backup }),
    });
    await running.ready;
    await setTimeout((random.below(1_000) / 1_000) * takesMs * 1.02);
    const { phase, failure } = running;
    await running.kill();
    const { state, violations: problems } = await examine({
      path: scene.path,
      states: scene.states,
      expected: [before, after],
      verified: new Set(),
    });
    const all =
      failure === null ? problems : [...problems, `It failed before it was killed: ${failure.message}`];
    for (const problem of all) say(`Kill ${done + 1}, in "${operation}" at ${phase}: ${problem}`);
    violations += all.length > 0 ? 1 : 0;
    const what = `${operation} at ${phase}: ${state === before ? 'as it was' : 'with all of it'}`;
    found.set(what, (found.get(what) ?? 0) + 1);
    for (const { path } of listBackups(scene.path)) removeBackup(path);
  }
  for (const [what, count] of [...found].toSorted(([one], [other]) => (one < other ? -1 : 1)))
    say(`  ${String(count).padStart(4)} ${what}`);
  say(`${done} kills of imports: ${violations} violations`);
  return violations;
}
