import { join } from 'node:path';
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

/**
 * Lets the disk become full at one write after the other: each operation is tried on disks of growing size, from one that holds just what is there, until
 * it succeeds. It looks for room beforehand, so it is made to believe that there is plenty, as where somebody else fills the disk meanwhile.
 */
export async function tryFullDisk({ folder, entries, seed, minutes, say }: Trial): Promise<number> {
  const scene = await makeScene({ folder, entries, seed });
  const until = performance.now() + minutes * 60_000;
  let violations = 0;
  for (const prepared of await prepareAll(scene)) {
    const disk = SmallDisk.mount(join(folder, 'disk'), plentyBytes);
    if (typeof disk === 'string') {
      say(`Left out: ${disk}.`);
      return 0;
    }
    copyInto(disk.folder, prepared);
    const startBytes = disk.usedBytes();
    disk.unmount();
    const stepBytes = Math.ceil(startBytes / 150 / pageBytes) * pageBytes;
    const failures = new Map<string, number>();
    let size = startBytes;
    let tries = 0;
    for (let successes = 0; successes < 3 && performance.now() < until; size += stepBytes) {
      const { failure, problems } = await tryOnDisk(scene, prepared, size);
      tries += 1;
      if (failure === null) successes += 1;
      else {
        successes = 0;
        failures.set(failure, (failures.get(failure) ?? 0) + 1);
      }
      for (const problem of problems)
        say(`${prepared.operation} with ${size - startBytes} bytes free: ${problem}`);
      violations += problems.length > 0 ? 1 : 0;
    }
    const kinds = [...failures].map(([kind, count]) => `${kind} ${count}`).join(', ');
    say(
      `${prepared.operation.padEnd(14)}${tries} sizes, each ${stepBytes / kilobyte} kB more: ${kinds || 'never failed'}; succeeds with ${Math.round((size - stepBytes * 3 - startBytes) / kilobyte).toLocaleString('en')} kB free on ${Math.round(startBytes / kilobyte).toLocaleString('en')} kB`,
    );
  }
  return violations;
}

async function tryOnDisk(
  { folder, states }: FaultScene,
  prepared: Prepared,
  bytes: number,
): Promise<{ readonly failure: string | null; readonly problems: readonly string[] }> {
  const disk = SmallDisk.mount(join(folder, 'disk'), bytes);
  if (typeof disk === 'string') throw new Error(disk);
  try {
    const { path, backup } = copyInto(disk.folder, prepared);
    const { operation, before, after } = prepared;
    const failure = await new RunningOperation({ path, operation, backup, diskFillsUp: true }).end();
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
