import fs, { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { failureOf, type Failure } from '../failure.ts';
import { KnowledgeDB } from '../store/knowledge-db.ts';
import { sampleEntry } from '../store/testing/sample-entry.ts';
import { SmallDisk } from '../upgrade/testing/small-disk.ts';
import type { Backup } from './backup.ts';
import { hashRows } from './testing/kill-and-recover.ts';

/** `FULL_DISK=150 npm test -- unit full-disk` tries so many sizes of disk for each operation. */
const sizes = Number(process.env['FULL_DISK'] ?? 12);

const pageBytes = 4_096;
const plentyBytes = 200_000_000;
const foresight = fs.statfsSync;

let folder = '';
let old = '';
let now = '';
let backup: Backup;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'abendbook-'));
  mkdirSync(join(folder, 'prepared'));
  const db = await KnowledgeDB.open(join(folder, 'prepared', 'knowledge.db'));
  await db.addEntries(Array.from({ length: 100 }, (_, index) => sampleEntry({ title: `Old ${index}` })));
  old = await hashRows(db);
  backup = await db.createBackup();
  await db.addEntries(Array.from({ length: 100 }, (_, index) => sampleEntry({ title: `New ${index}` })));
  now = await hashRows(db);
  await db.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => seePlenty(false));

/** Somebody else may fill the disk after the program has looked for room. */
function seePlenty(isSo: boolean): void {
  fs.statfsSync = isSo
    ? (((...args: Parameters<typeof foresight>) =>
        Object.assign(foresight(...args), { bavail: 2 ** 40 })) as typeof foresight)
    : foresight;
  syncBuiltinESMExports();
}

const operations = {
  'a backup': { run: (db: KnowledgeDB) => db.createBackup({ type: 'scheduled' }), after: () => now },
  'a restore': { run: (db: KnowledgeDB, path: string) => db.restoreFromBackup(path), after: () => old },
} as const;

describe.each([
  ['that fills up in the middle', true],
  ['that is seen to be too full', false],
])('on a disk %s', (_name, unforeseen) => {
  test.for(Object.entries(operations))(
    `%s leaves all or nothing, with ${sizes} sizes of disk`,
    { timeout: 20_000 + sizes * 2_000 },
    async ([_operation, { run, after }], { skip }) => {
      const disk = join(folder, 'disk');
      const baseBytes = measure(disk);
      if (typeof baseBytes === 'string') {
        skip(baseBytes);
        return;
      }
      const named = {
        kind: 'disk-full',
        message: expect.stringContaining(disk),
        recovery: expect.stringContaining('Free some space'),
      };
      let failures = 0;
      for (let turn = 0; turn < sizes; turn += 1) {
        const free = Math.ceil((turn * baseBytes * 1.6) / sizes / pageBytes) * pageBytes;
        const found = await tryOn({ disk, bytes: baseBytes + free, unforeseen, run });
        expect({ free, ...found }).toEqual({
          free,
          strays: [],
          rows: found.failure === null ? after() : now,
          failure: found.failure === null ? null : named,
        });
        if (found.failure !== null) failures += 1;
      }
      expect(failures).toBeGreaterThan(0);
      expect(failures).toBeLessThan(sizes);
    },
  );
});

interface Attempt {
  readonly disk: string;
  readonly bytes: number;
  readonly unforeseen: boolean;
  readonly run: (db: KnowledgeDB, backup: string) => Promise<unknown>;
}

interface Found {
  readonly failure: Failure | null;
  /** Right afterwards, while the disk is still full. */
  readonly strays: readonly string[];
  /** Once there is space again. */
  readonly rows: string;
}

async function tryOn({ disk, bytes, unforeseen, run }: Attempt): Promise<Found> {
  const mounted = SmallDisk.mount(disk, bytes);
  if (typeof mounted === 'string') throw new Error(mounted);
  try {
    cpSync(join(folder, 'prepared'), disk, { recursive: true });
    const path = join(disk, 'knowledge.db');
    seePlenty(unforeseen);
    const db = new KnowledgeDB(path, { create: false });
    const failure = await run(db, join(`${path}.backups`, basename(backup.path))).then(() => null, failureOf);
    await db.close();
    seePlenty(false);
    const left = strays(disk);
    mounted.resize(plentyBytes);
    const again = await KnowledgeDB.open(path);
    const rows = await hashRows(again);
    expect(await again.healthCheck()).toMatchObject({ overall: true });
    await again.close();
    return { failure, strays: left, rows };
  } finally {
    mounted.unmount();
  }
}

/** Bytes that what is prepared takes on a disk; or why none can be mounted. */
function measure(disk: string): number | string {
  const mounted = SmallDisk.mount(disk, plentyBytes);
  if (typeof mounted === 'string') return mounted;
  cpSync(join(folder, 'prepared'), disk, { recursive: true });
  const bytes = mounted.usedBytes();
  mounted.unmount();
  return bytes;
}

function strays(disk: string): readonly string[] {
  const names = readdirSync(disk, { recursive: true }).map(String);
  const manifestsAlone = names.filter(
    (name) => name.endsWith('.db.json') && !names.includes(name.slice(0, -'.json'.length)),
  );
  return [
    ...names.filter((name) => /\.(?:unfinished|draft|restoring)|\.staged-/.test(name)),
    ...manifestsAlone,
  ];
}
