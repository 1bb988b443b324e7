import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { failureOf } from '../../failure.ts';
import { KnowledgeDB } from '../../store/knowledge-db.ts';
import { rejection } from '../../store/testing/rejection.ts';
import { sampleEntry } from '../../store/testing/sample-entry.ts';
import { SmallDisk } from '../../upgrade/testing/small-disk.ts';
import { exportFormats } from '../transfer-types.ts';

const sizes = 8;
const pageBytes = 4_096;

let folder = '';
let disk = '';
let db: KnowledgeDB;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'abendbook-'));
  disk = join(folder, 'disk');
  db = await KnowledgeDB.open(join(folder, 'knowledge.db'));
  await db.addEntries(Array.from({ length: 150 }, (_, index) => sampleEntry({ title: `Entry ${index}` })));
});
afterAll(async () => {
  await db.close();
  rmSync(folder, { recursive: true, force: true });
});

test.for(exportFormats)(
  `a full disk is left as it was by a %s export, with ${sizes} sizes`,
  async (format, { skip }) => {
    const full = {
      kind: 'disk-full',
      message: expect.stringContaining(disk),
      recovery: expect.stringContaining('Free some space'),
    };
    const found = [];
    for (let turn = 0; turn < sizes; turn += 1) {
      const mounted = SmallDisk.mount(disk, pageBytes * (1 + turn * turn * 10));
      if (typeof mounted === 'string') return skip(mounted);
      try {
        const failure = await db.exportTo({ path: join(disk, 'out'), format }).then(() => null, failureOf);
        found.push({ failure, names: readdirSync(disk) });
      } finally {
        mounted.unmount();
      }
    }
    const failures = found.filter(({ failure }) => failure !== null);
    for (const failed of failures)
      expect(failed).toEqual({ failure: expect.objectContaining(full), names: [] });
    for (const { failure, names } of found) expect(names).toHaveLength(failure === null ? 1 : 0);
    expect(failures.length).toBeGreaterThan(0);
    expect(failures.length).toBeLessThan(sizes);
  },
);

test('a disk that cannot be written is named', async ({ skip }) => {
  const mounted = SmallDisk.mount(disk, 1_000_000);
  if (typeof mounted === 'string') return skip(mounted);
  try {
    mounted.setReadOnly(true);
    for (const format of exportFormats) {
      const failure = await rejection(db.exportTo({ path: join(disk, 'out'), format }));
      expect(failure).toMatchObject({ kind: 'read-only-file', message: expect.stringContaining(disk) });
    }
  } finally {
    mounted.unmount();
  }
});
