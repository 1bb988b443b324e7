import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { KnowledgeDB } from '../store/knowledge-db.ts';
import { sampleEntry } from '../store/testing/sample-entry.ts';
import { hashRows, killAndRecover } from './testing/kill-and-recover.ts';

/** `KILLS=500 npm test -- unit kill` runs the long form. */
const kills = Number(process.env['KILLS'] ?? 12);

let folder = '';
let path = '';
let backups: readonly [string, string];
const states = new Set<string>();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'abendbook-'));
  path = join(folder, 'knowledge.db');
  const db = await KnowledgeDB.open(path);
  const entries = (prefix: string, count: number) =>
    Array.from({ length: count }, (_, index) => sampleEntry({ title: `${prefix} ${index}` }));
  await db.addEntries(entries('Old', 1_000));
  states.add(await hashRows(db));
  const old = await db.createBackup();
  await db.addEntries(entries('New', 1_000));
  states.add(await hashRows(db));
  const now = await db.createBackup();
  backups = [old.path, now.path];
  await db.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test(
  `killed ${kills} times in the middle of backups and restores, it is one state or the other, whole`,
  { timeout: kills * 5_000 },
  async () => {
    for (let kill = 0; kill < kills; kill += 1) {
      const found = await killAndRecover({ path, backups, afterMs: Math.random() * 250 });
      expect(states).toContain(found.rows);
      expect(found).toMatchObject({ integrity: 'ok', backupProblems: [], strays: [] });
    }
  },
);
