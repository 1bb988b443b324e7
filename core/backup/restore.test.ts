import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { latestVersion } from '../../migrations/index.ts';
import { KnowledgeDB } from '../store/knowledge-db.ts';
import { rejection } from '../store/testing/rejection.ts';
import { sampleEntry } from '../store/testing/sample-entry.ts';
import { makeOlder, sceneForEachTest, sqliteOf, titlesIn } from './testing/scene.ts';

const scene = sceneForEachTest();

describe('a restore', () => {
  test('says what it would discard, does it, and can be undone', async () => {
    await scene.db.addEntry(sampleEntry({ id: 'edited', title: 'As it was' }));
    await scene.db.addEntry(sampleEntry({ id: 'same', title: 'Same' }));
    const backup = await scene.db.createBackup();
    await scene.db.updateEntry('edited', { title: 'As it is now' });
    await scene.db.addEntry(sampleEntry({ id: 'new', title: 'New wombat' }));

    const plan = await scene.db.planRestore(backup.path);
    expect(plan.discards).toMatchObject({ entriesAdded: 1, entriesChanged: 1, entriesMissing: 0 });
    expect(plan.discards?.examples.map(({ id, change }) => [id, change]).toSorted()).toEqual([
      ['edited', 'changed'],
      ['new', 'added'],
    ]);
    expect(await titlesIn(scene.db)).toContain('New wombat');

    const report = await scene.db.restoreFromBackup(backup.path);
    expect(report.discards).toEqual(plan.discards);
    expect(await titlesIn(scene.db)).toEqual(['As it was', 'First aardvark', 'Same']);
    expect(await scene.db.search('wombat')).toEqual([]);

    await scene.db.undoRestore();
    expect(await titlesIn(scene.db)).toEqual(['As it is now', 'First aardvark', 'New wombat', 'Same']);
    expect(await scene.db.listRevisions('edited')).toHaveLength(1);
    await scene.db.undoRestore();
    expect(await titlesIn(scene.db)).toEqual(['As it was', 'First aardvark', 'Same']);
  });

  test('is refused while another program has the database open, and changes nothing', async () => {
    const backup = await scene.db.createBackup();
    await scene.db.addEntry(sampleEntry({ title: 'New wombat' }));
    const other = await KnowledgeDB.open(scene.path);
    await other.search('wombat');
    expect((await rejection(scene.db.restoreFromBackup(backup.path))).kind).toBe('locked-file');
    await other.close();
    expect(await titlesIn(scene.db)).toEqual(['First aardvark', 'New wombat']);
    expect(readdirSync(scene.folder).toSorted()).toEqual([
      'knowledge.db',
      'knowledge.db-shm',
      'knowledge.db-wal',
      'knowledge.db.backups',
    ]);
  });

  test('brings a database back that cannot be read any more, and keeps the damaged one', async () => {
    const backup = await scene.db.createBackup();
    await scene.db.close();
    const damaged = Buffer.alloc(50_000, 'damaged beyond reading ');
    writeFileSync(scene.path, damaged);
    expect((await rejection(KnowledgeDB.open(scene.path))).kind).toBe('foreign-file');
    const report = await scene.db.restoreFromBackup(backup.path);
    expect(report.discards).toBeNull();
    expect(readFileSync(report.previous?.path ?? '').equals(damaged)).toBe(true);
    expect(await titlesIn(scene.db)).toEqual(['First aardvark']);
  });

  test('works where the database is gone altogether', async () => {
    const backup = await scene.db.createBackup();
    await scene.db.close();
    rmSync(scene.path);
    const report = await scene.db.restoreFromBackup(backup.path);
    expect(report).toMatchObject({ previous: null, discards: null });
    expect(await titlesIn(scene.db)).toEqual(['First aardvark']);
  });

  test('does not let the log of the replaced database into the restored one', async () => {
    const backup = await scene.db.createBackup();
    const store = await scene.db.store();
    if (store.engine === 'sqlite') store.connection.pragma('wal_autocheckpoint = 0');
    await scene.db.addEntry(sampleEntry({ title: 'Only in the log' }));
    const [log, shared] = [readFileSync(`${scene.path}-wal`), readFileSync(`${scene.path}-shm`)];
    const main = readFileSync(scene.path);
    await scene.db.close();
    // As after a power cut: the log was not folded in.
    writeFileSync(scene.path, main);
    writeFileSync(`${scene.path}-wal`, log);
    writeFileSync(`${scene.path}-shm`, shared);
    await scene.db.restoreFromBackup(backup.path);
    expect(await titlesIn(scene.db)).toEqual(['First aardvark']);
    await scene.db.undoRestore();
    expect(await titlesIn(scene.db)).toEqual(['First aardvark', 'Only in the log']);
  });
});

describe('a restore of another schema version', () => {
  const first = '001-mvp1-base';

  async function backupOfOlder(): Promise<string> {
    const path = join(scene.folder, 'older.db');
    await makeOlder(path, first);
    const older = await KnowledgeDB.open(path);
    await older.addEntry(sampleEntry({ id: 'first', title: 'From the older one' }));
    const backup = await older.createBackup();
    await older.close();
    return backup.path;
  }

  test('upgrades an older one on the way, and says in numbers what the older one cannot hold', async () => {
    const backup = await backupOfOlder();
    const { connection } = await sqliteOf(scene.db);
    connection.exec(`
      INSERT INTO incidents (id, title, category, category_key, severity, opened_at, created_at, updated_at)
      VALUES ('i1', 'One', 'C', 'c', 'low', 'a', 'b', 'c'), ('i2', 'Two', 'C', 'c', 'low', 'a', 'b', 'c')`);
    const otherTables = [{ table: 'incidents', added: 2, changed: 0, missing: 0 }];
    const plan = await scene.db.planRestore(backup);
    expect(plan).toMatchObject({ discards: { entriesChanged: 1, otherTables } });
    expect(plan.remark).toContain(first);
    const report = await scene.db.restoreFromBackup(backup);
    expect(report).toMatchObject({ discards: { entriesChanged: 1, otherTables } });
    expect(report.remark).toContain(`upgraded to ${latestVersion}`);
    expect(await scene.db.status()).toMatchObject({ version: latestVersion, entries: 1 });
    expect(await titlesIn(scene.db)).toEqual(['From the older one']);

    const undone = await scene.db.undoRestore();
    expect(undone.discards?.otherTables).toEqual([{ table: 'incidents', added: 0, changed: 0, missing: 2 }]);
    const { connection: again } = await sqliteOf(scene.db);
    expect(again.prepare('SELECT count(*) FROM incidents').pluck().get()).toBe(2);
  });

  test('never goes beyond the schema that the knowledge base stands at', async () => {
    const path = join(scene.folder, 'stays.db');
    await makeOlder(path, first);
    const db = await KnowledgeDB.open(path);
    const report = await db.restoreFromBackup(await backupOfOlder());
    expect(report.remark).toBeNull();
    expect((await db.status()).version).toBe(first);
    await db.close();
  });

  test('restores an older one as it was, where it cannot be upgraded, and says so', async () => {
    const path = join(scene.folder, 'older.db');
    await makeOlder(path, first);
    const older = await KnowledgeDB.open(path);
    const { connection } = await sqliteOf(older);
    // In the way of the second step.
    connection.exec('CREATE TABLE incidents (id TEXT)');
    const backup = await older.createBackup();
    await older.close();
    const report = await scene.db.restoreFromBackup(backup.path);
    expect(report.remark).toContain(`at schema ${first}`);
    expect((await scene.db.status()).version).toBe(first);
  });
});

test('a backup with a damaged search index is restored with a new one', async () => {
  const { connection } = await sqliteOf(scene.db);
  connection.unsafeMode(true);
  connection.exec('UPDATE kb_search_data SET block = zeroblob(length(block)) WHERE id > 10');
  const backup = await scene.db.createBackup();
  const report = await scene.db.restoreFromBackup(backup.path);
  expect(report.remark).toContain('search index');
  expect(await scene.db.search('aardvark')).toHaveLength(1);
  expect(await scene.db.healthCheck()).toMatchObject({ overall: true });
});

test('the knowledge base itself is no backup of itself', async () => {
  expect((await rejection(scene.db.restoreFromBackup(scene.path))).kind).toBe('invalid-request');
  expect(await titlesIn(scene.db)).toEqual(['First aardvark']);
});

test('a copy of a database in use, with its log beside it, is restored with what is in the log', async () => {
  await scene.db.addEntry(sampleEntry({ title: 'Only in the log' }));
  const copy = join(scene.folder, 'by hand.db');
  copyFileSync(scene.path, copy);
  copyFileSync(`${scene.path}-wal`, `${copy}-wal`);
  await scene.db.addEntry(sampleEntry({ title: 'Later' }));
  await scene.db.restoreFromBackup(copy);
  expect(await titlesIn(scene.db)).toEqual(['First aardvark', 'Only in the log']);
  expect(readdirSync(scene.folder).filter((name) => name.startsWith('by hand'))).toHaveLength(2);
});
