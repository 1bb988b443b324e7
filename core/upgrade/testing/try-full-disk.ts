import { join } from 'node:path';
import { KnowledgeDB } from '../../store/knowledge-db.ts';
import { examine } from './examine.ts';
import { makeScene, type FaultScene } from './fault-scene.ts';
import { RunningOperation } from './operation.ts';
import { copyInto, prepareAll, type Prepared } from './prepared.ts';
import { SmallDisk } from './small-disk.ts';
import type { Trial } from './trial.ts';

const kilobyte = 1_024;
const pageBytes = 4 * kilobyte;
/** Room for everything. */
const plentyBytes = 512 * kilobyte * kilobyte;

/** How many successes in a row mean that there is room enough. */
const enough = 3;

/**
 * Lets the disk become full at one write after the other: each operation is tried on disks of growing size, from one that holds just what is there, until
 * it succeeds. It looks for room beforehand, so it is made to believe that there is plenty, as where somebody else fills the disk meanwhile. An upgrade that
 * does look must begin only where there is enough.
 */
export async function tryFullDisk(trial: Trial): Promise<number> {
  const scene = await makeScene(trial);
  return tryEachFull(trial, scene, await prepareAll(scene));
}

/** The same with operations that stand ready. */
export async function tryEachFull(
  { folder, minutes, say }: Trial,
  scene: FaultScene,
  ready: readonly Prepared[],
): Promise<number> {
  const until = performance.now() + minutes * 60_000;
  let violations = 0;
  for (const prepared of ready) {
    const disk = SmallDisk.mount(join(folder, 'disk'), plentyBytes);
    if (typeof disk === 'string') {
      say(`Left out: ${disk}.`);
      return 0;
    }
    const { path } = copyInto(disk.folder, prepared);
    const usedBytes = disk.usedBytes();
    const neededBytes = prepared.operation === 'upgrade' ? await reckoned(path) : null;
    disk.unmount();
    violations += await sweep(scene, prepared, usedBytes, until, say);
    if (neededBytes !== null) violations += await tryReckoning(scene, prepared, usedBytes, neededBytes, say);
  }
  return violations;
}

/** What an upgrade says that it needs. */
async function reckoned(path: string): Promise<number> {
  const db = await KnowledgeDB.open(path);
  try {
    return (await db.planUpgrade()).neededBytes;
  } finally {
    await db.close();
  }
}

async function sweep(
  scene: FaultScene,
  prepared: Prepared,
  usedBytes: number,
  until: number,
  say: Trial['say'],
): Promise<number> {
  const stepBytes = Math.ceil(usedBytes / 150 / pageBytes) * pageBytes;
  const failures = new Map<string, number>();
  let violations = 0;
  let tries = 0;
  for (let successes = 0; successes < enough && performance.now() < until; tries += 1) {
    const freeBytes = tries * stepBytes;
    const { failure, problems } = await tryOnDisk(scene, prepared, usedBytes + freeBytes, true);
    successes = failure === null ? successes + 1 : 0;
    if (failure !== null) failures.set(failure, (failures.get(failure) ?? 0) + 1);
    for (const problem of problems) say(`${prepared.operation} with ${freeBytes} bytes free: ${problem}`);
    violations += problems.length > 0 ? 1 : 0;
  }
  const kinds = [...failures].map(([kind, count]) => `${kind} ${count}`).join(', ');
  const sufficient = kilobytes((tries - enough) * stepBytes);
  say(
    `${prepared.operation.padEnd(14)}${tries} sizes, each ${kilobytes(stepBytes)} more: ${kinds || 'never failed'}; succeeds with ${sufficient} free beside ${kilobytes(usedBytes)}`,
  );
  return violations;
}

/** With what it says that it needs, and a little for the files that come with opening it, an upgrade must succeed; with less it must not begin. */
async function tryReckoning(
  scene: FaultScene,
  prepared: Prepared,
  usedBytes: number,
  neededBytes: number,
  say: Trial['say'],
): Promise<number> {
  const sufficient = await tryOnDisk(scene, prepared, usedBytes + neededBytes + 64 * pageBytes, false);
  const scarce = await tryOnDisk(scene, prepared, usedBytes + Math.floor(neededBytes * 0.8), false);
  const problems = [
    ...(sufficient.failure === null
      ? []
      : [`It failed with the ${kilobytes(neededBytes)} that it says it needs.`]),
    ...(scarce.failure === null ? ['It began with less than it says it needs.'] : []),
    ...sufficient.problems,
    ...scarce.problems,
  ];
  say(`${prepared.operation.padEnd(14)}says that it needs ${kilobytes(neededBytes)}`);
  for (const problem of problems) say(`  ${problem}`);
  return problems.length > 0 ? 1 : 0;
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / kilobyte).toLocaleString('en')} kB`;
}

async function tryOnDisk(
  { folder, states }: FaultScene,
  prepared: Prepared,
  bytes: number,
  diskFillsUp: boolean,
): Promise<{ readonly failure: string | null; readonly problems: readonly string[] }> {
  const disk = SmallDisk.mount(join(folder, 'disk'), bytes);
  if (typeof disk === 'string') throw new Error(disk);
  try {
    const { path, backup } = copyInto(disk.folder, prepared);
    const { operation, before, after } = prepared;
    const failure = await new RunningOperation({ path, operation, backup, diskFillsUp }).end();
    const problems: string[] = [];
    if (failure !== null && failure.kind !== 'disk-full')
      problems.push(`${failure.kind}: ${failure.message}`);
    // A full disk must not keep anybody from reading, or at least be named.
    const opening = await new RunningOperation({ path, operation: 'open', diskFillsUp: true }).end();
    if (opening !== null && opening.kind !== 'disk-full')
      problems.push(`opened again, ${opening.kind}: ${opening.message}`);
    disk.resize(plentyBytes);
    const expected = failure === null ? [after] : [before];
    const { violations } = await examine({ path, states, expected, verified: new Set() });
    return { failure: failure === null ? null : failure.kind, problems: [...problems, ...violations] };
  } finally {
    disk.unmount();
  }
}
