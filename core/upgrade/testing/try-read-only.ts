import { join } from 'node:path';
import { examine } from './examine.ts';
import { makeScene } from './fault-scene.ts';
import { RunningOperation } from './operation.ts';
import { copyInto, prepareAll } from './prepared.ts';
import { SmallDisk } from './small-disk.ts';
import type { Trial } from './trial.ts';

/** Tries each operation in a folder that cannot be written to: it says so and has changed nothing. */
export async function tryReadOnly({ folder, entries, seed, say }: Trial): Promise<number> {
  const scene = await makeScene({ folder, entries, seed });
  let violations = 0;
  for (const prepared of await prepareAll(scene)) {
    const disk = SmallDisk.mount(join(folder, 'disk'), 2 ** 30);
    if (typeof disk === 'string') {
      say(`Left out: ${disk}.`);
      return 0;
    }
    try {
      const { path, backup } = copyInto(disk.folder, prepared);
      const { operation, before } = prepared;
      disk.setReadOnly(true);
      const failure = await new RunningOperation({ path, operation, backup }).end();
      disk.setReadOnly(false);
      const { violations: found } = await examine({
        path,
        states: scene.states,
        expected: [before],
        verified: new Set(),
      });
      const problems = [
        ...found,
        ...(failure === null ? ['It says that it succeeded.'] : []),
        ...(failure !== null && failure.kind !== 'read-only-file'
          ? [`${failure.kind}: ${failure.message}`]
          : []),
      ];
      say(`${operation.padEnd(14)}${failure === null ? 'done' : failure.kind}: ${failure?.message ?? ''}`);
      for (const problem of problems) say(`  ${problem}`);
      violations += problems.length > 0 ? 1 : 0;
    } finally {
      disk.unmount();
    }
  }
  return violations;
}
