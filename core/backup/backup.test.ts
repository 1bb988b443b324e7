import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { latestVersion } from '../../migrations/index.ts';
import { KnowledgeDB } from '../store/knowledge-db.ts';
import { rejection } from '../store/testing/rejection.ts';
import { sampleEntry } from '../store/testing/sample-entry.ts';
import type { Backup } from './backup.ts';
import { hashFile } from './hash-file.ts';
import { verifyBackup } from './verify-backup.ts';

let folder = '';
let path = '';
let db: KnowledgeDB;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'abendbook-'));
  path = join(folder, 'knowledge.db');
  db = await KnowledgeDB.open(path);
  await db.addEntry(sampleEntry({ id: 'first', title: 'First aardvark' }));
});
afterEach(async () => {
  await db.close();
  rmSync(folder, { recursive: true, force: true });
});

const titles = async (): Promise<readonly string[]> =>
  (await db.search('', { limit: 1_000 })).map(({ entry }) => entry.title).toSorted();

describe('a backup', () => {
  test('is one verified file with a manifest, and says what is in it', async () => {
    const backup = await db.createBackup({ tag: 'before-lunch' });
    expect(backup).toMatchObject({
      type: 'manual',
      tag: 'before-lunch',
      entries: 1,
      verified: true,
      version: latestVersion,
    });
    expect(await hashFile(backup.path)).toBe(backup.sha256);
    expect(statSync(backup.path).size).toBe(backup.sizeBytes);
    expect(await db.listBackups()).toEqual([backup]);
    expect(await verifyBackup(backup.path)).toEqual({ ok: true, problems: [], remarks: [] });
    expect(readdirSync(`${path}.backups`).filter((name) => name !== '.lock')).toHaveLength(2);
  });

  test('made while entries are written holds a state that existed, and loses none of them', async () => {
    await db.addEntries(
      Array.from({ length: 3_000 }, (_, index) => sampleEntry({ title: `Filler ${index}` })),
    );
    const making = db.createBackup();
    for (let index = 0; index < 20; index += 1) await db.addEntry(sampleEntry({ title: `During ${index}` }));
    const backup = await making;
    expect(backup.entries).toBeGreaterThanOrEqual(3_001);
    expect(backup.entries).toBeLessThanOrEqual(3_021);
    expect((await db.getStats()).totalEntries).toBe(3_021);
  });

  test('that is cancelled, or finds the disk full, leaves nothing behind', async () => {
    expect((await rejection(db.createBackup({}, undefined, { aborted: true }))).kind).toBe('cancelled');
    expect(await db.listBackups()).toEqual([]);
    expect(readdirSync(`${path}.backups`)).toEqual(['.lock']);
  });

  test('lists are newest first', async () => {
    const made: Backup[] = [];
    for (const type of ['manual', 'scheduled', 'pre-migration'] as const)
      made.unshift(await db.createBackup({ type }));
    expect((await db.listBackups()).map((backup) => backup.path)).toEqual(made.map((backup) => backup.path));
  });
});

describe('a restore', () => {
  test('says what it would discard, does it, and can be undone', async () => {
    await db.addEntry(sampleEntry({ id: 'edited', title: 'As it was' }));
    await db.addEntry(sampleEntry({ id: 'same', title: 'Same' }));
    const backup = await db.createBackup();
    await db.updateEntry('edited', { title: 'As it is now' });
    await db.addEntry(sampleEntry({ id: 'new', title: 'New wombat' }));

    const plan = await db.planRestore(backup.path);
    expect(plan.discards).toMatchObject({ entriesAdded: 1, entriesChanged: 1, entriesMissing: 0 });
    expect(plan.discards?.examples.map(({ id, change }) => [id, change]).toSorted()).toEqual([
      ['edited', 'changed'],
      ['new', 'added'],
    ]);
    expect(await titles()).toContain('New wombat');

    const report = await db.restoreFromBackup(backup.path);
    expect(report.discards).toEqual(plan.discards);
    expect(await titles()).toEqual(['As it was', 'First aardvark', 'Same']);
    expect(await db.search('wombat')).toEqual([]);

    await db.undoRestore();
    expect(await titles()).toEqual(['As it is now', 'First aardvark', 'New wombat', 'Same']);
    expect(await db.listRevisions('edited')).toHaveLength(1);
    await db.undoRestore();
    expect(await titles()).toEqual(['As it was', 'First aardvark', 'Same']);
  });

  test('is refused while another program has the database open, and changes nothing', async () => {
    const backup = await db.createBackup();
    await db.addEntry(sampleEntry({ title: 'New wombat' }));
    const other = await KnowledgeDB.open(path);
    await other.search('wombat');
    expect((await rejection(db.restoreFromBackup(backup.path))).kind).toBe('locked-file');
    await other.close();
    expect(await titles()).toEqual(['First aardvark', 'New wombat']);
    expect(readdirSync(folder).toSorted()).toEqual([
      'knowledge.db',
      'knowledge.db-shm',
      'knowledge.db-wal',
      'knowledge.db.backups',
    ]);
  });

  test('brings a database back that cannot be read any more, and keeps the damaged one', async () => {
    const backup = await db.createBackup();
    await db.close();
    const damaged = Buffer.alloc(50_000, 'damaged beyond reading ');
    writeFileSync(path, damaged);
    expect((await rejection(KnowledgeDB.open(path))).kind).toBe('foreign-file');
    const report = await db.restoreFromBackup(backup.path);
    expect(report.discards).toBeNull();
    expect(readFileSync(report.previous?.path ?? '').equals(damaged)).toBe(true);
    expect(await titles()).toEqual(['First aardvark']);
  });

  test('works where the database is gone altogether', async () => {
    const backup = await db.createBackup();
    await db.close();
    rmSync(path);
    const report = await db.restoreFromBackup(backup.path);
    expect(report).toMatchObject({ previous: null, discards: null });
    expect(await titles()).toEqual(['First aardvark']);
  });

  test('does not let the log of the replaced database into the restored one', async () => {
    const backup = await db.createBackup();
    const store = await db.store();
    if (store.engine === 'sqlite') store.connection.pragma('wal_autocheckpoint = 0');
    await db.addEntry(sampleEntry({ title: 'Only in the log' }));
    const [log, shared] = [readFileSync(`${path}-wal`), readFileSync(`${path}-shm`)];
    const main = readFileSync(path);
    await db.close();
    // As after a power cut: the log was not folded in.
    writeFileSync(path, main);
    writeFileSync(`${path}-wal`, log);
    writeFileSync(`${path}-shm`, shared);
    await db.restoreFromBackup(backup.path);
    expect(await titles()).toEqual(['First aardvark']);
    await db.undoRestore();
    expect(await titles()).toEqual(['First aardvark', 'Only in the log']);
  });
});

describe('what is no sound backup is recognised for what it is, and refused', () => {
  let backup: Backup;
  beforeEach(async () => {
    await db.addEntries(Array.from({ length: 60 }, (_, index) => sampleEntry({ title: `Filler ${index}` })));
    backup = await db.createBackup();
  });

  const otherDatabase = (): void => {
    rmSync(backup.path);
    const other = new Sqlite(backup.path);
    other.exec('CREATE TABLE t (a)');
    other.close();
  };
  const textFile = (): void => {
    rmSync(`${backup.path}.json`);
    writeFileSync(backup.path, 'dear diary, '.repeat(1_000));
  };
  const ofNewerProgram = (): void => {
    rmSync(`${backup.path}.json`);
    const newer = new Sqlite(backup.path);
    newer.exec(
      "INSERT INTO schema_version (version, name, checksum, applied_at, duration_ms, app_version, actor) VALUES ('042-later', 'Later', 'x', '2030-01-01T00:00:00.000Z', 1, '9', 'x')",
    );
    newer.close();
  };

  test.each([
    ['cut short', () => truncateSync(backup.path, backup.sizeBytes - 4096), /cut short/],
    ['of no bytes', () => truncateSync(backup.path, 0), /empty/],
    ['gone', () => rmSync(backup.path), /no file/],
    ['with something appended', () => appendFileSync(backup.path, 'x'), /has grown/],
    ["another program's database", otherDatabase, /not one of Abendbook/],
    ['a text file', textFile, /not a SQLite file/],
    ['of a newer program', ofNewerProgram, /042-later/],
  ])('%s', async (_name, spoil, reason) => {
    spoil();
    const { ok, problems } = await verifyBackup(backup.path);
    expect(ok).toBe(false);
    expect(problems.join(' ')).toMatch(reason);
    const before = await titles();
    expect((await rejection(db.restoreFromBackup(backup.path))).message).toContain(backup.path);
    expect(await titles()).toEqual(before);
  });

  test('any byte that was changed is noticed', async () => {
    const whole = readFileSync(backup.path);
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const bytes = Buffer.from(whole);
        bytes[at] = (bytes[at] ?? 0) ^ change;
        writeFileSync(backup.path, bytes);
        expect((await verifyBackup(backup.path)).ok).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  test('renamed, or from elsewhere, it is still a backup', async () => {
    const moved = join(folder, 'my copy.db');
    renameSync(backup.path, moved);
    copyFileSync(`${backup.path}.json`, `${moved}.json`);
    const found = await verifyBackup(moved);
    expect(found.ok).toBe(true);
    expect(found.remarks[0]).toContain('was named');
    rmSync(`${moved}.json`);
    expect((await verifyBackup(moved)).remarks[0]).toContain('no manifest');
    await db.restoreFromBackup(moved);
    expect((await db.getStats()).totalEntries).toBe(61);
  });
});

test('health says what is wrong, and that there is no backup yet', async () => {
  expect(await db.healthCheck()).toEqual({
    overall: true,
    issues: [],
    advice: ['There is no verified backup yet.'],
  });
  await db.createBackup();
  expect(await db.healthCheck()).toEqual({ overall: true, issues: [], advice: [] });
  const store = await db.store();
  if (store.engine === 'sqlite') store.connection.exec('DELETE FROM kb_search WHERE rowid = 1');
  expect(await db.healthCheck()).toMatchObject({
    overall: false,
    issues: [expect.stringContaining('search index')],
  });
});

test('nothing is left in the folder but the database and its backups', async () => {
  const backup = await db.createBackup();
  await db.restoreFromBackup(backup.path);
  await db.close();
  expect(readdirSync(folder).toSorted()).toEqual(['knowledge.db', 'knowledge.db.backups']);
  expect(existsSync(path)).toBe(true);
});
