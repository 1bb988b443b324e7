/**
 * Tries what happens to a knowledge base when its program is killed, its disk full, its file locked or its folder not to be written to, in the middle of
 * upgrades, rollbacks, backups, rehearsals, restores and imports. Ends with 1 when a row was lost or anything else was not as it has to be; the broken knowledge
 * base is kept then.
 *
 *     npm run -s faults -- [--what kill|full-disk|locked|read-only|import] [--kills N] [--minutes M] [--entries N] [--seed N]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { SmallDisk } from '../core/upgrade/testing/small-disk.ts';
import type { Trial } from '../core/upgrade/testing/trial.ts';
import { tryFullDisk } from '../core/upgrade/testing/try-full-disk.ts';
import { tryImport } from '../core/upgrade/testing/try-import.ts';
import { tryKills } from '../core/upgrade/testing/try-kills.ts';
import { tryLocked } from '../core/upgrade/testing/try-locked.ts';
import { tryReadOnly } from '../core/upgrade/testing/try-read-only.ts';

/** Each returns how often something was not as it has to be. */
const trials = new Map<string, { readonly run: (trial: Trial) => Promise<number>; readonly entries: number }>(
  [
    ['kill', { run: tryKills, entries: 50_000 }],
    ['full-disk', { run: tryFullDisk, entries: 300 }],
    ['locked', { run: tryLocked, entries: 1_000 }],
    ['read-only', { run: tryReadOnly, entries: 1_000 }],
    ['import', { run: tryImport, entries: 3_000 }],
  ],
);

function positive(text: string): number {
  const value = Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  throw new TypeError(`${text} is no positive number.`);
}

function readArguments() {
  const { values } = parseArgs({
    options: {
      what: { type: 'string', multiple: true, default: ['kill'] },
      kills: { type: 'string', default: '500' },
      minutes: { type: 'string', default: '600' },
      entries: { type: 'string' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    },
  });
  const unknown = values.what.find((name) => !trials.has(name));
  if (unknown !== undefined) throw new TypeError(`There is no trial called ${unknown}.`);
  return {
    what: values.what,
    kills: positive(values.kills),
    minutes: positive(values.minutes),
    entries: values.entries === undefined ? null : positive(values.entries),
    seed: positive(values.seed),
  };
}

let settings;
try {
  settings = readArguments();
} catch (caught) {
  console.error(caught instanceof Error ? caught.message : caught);
  console.error(
    'Usage: npm run -s faults -- [--what kill|full-disk|locked|read-only|import] [--kills N] [--minutes M] [--entries N] [--seed N]',
  );
  process.exit(2);
}

const { what, kills, minutes, seed } = settings;
const folder = mkdtempSync(join(tmpdir(), 'abendbook-faults-'));

/** Takes away what was made; a disk that is still mounted in it first. */
function cleanUp(): void {
  for (const name of what) SmallDisk.unmountIfMounted(join(folder, name, 'disk'));
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const) {
  process.once(signal, () => {
    cleanUp();
    process.exit(code);
  });
}

let violations = 0;
try {
  for (const name of what) {
    const trial = trials.get(name);
    if (trial === undefined) continue;
    const entries = settings.entries ?? trial.entries;
    console.log(`${name}: ${entries.toLocaleString('en')} entries, --seed ${seed}`);
    violations += await trial.run({
      folder: join(folder, name),
      entries,
      seed,
      kills,
      minutes,
      say: console.log,
    });
  }
} catch (caught) {
  violations += 1;
  console.error(caught);
}
if (violations === 0) cleanUp();
else console.log(`What was found is kept in ${folder}`);
process.exitCode = violations === 0 ? 0 : 1;
