import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { KnowledgeDB } from '../store/knowledge-db.ts';
import { rejection } from '../store/testing/rejection.ts';
import { sampleEntry } from '../store/testing/sample-entry.ts';
import type { Backup } from './backup.ts';
import { makeOlder, sceneForEachTest, sqliteOf } from './testing/scene.ts';

const scene = sceneForEachTest();

/** Takes an entry away altogether, as no command of the program does. */
async function lose(db: KnowledgeDB, id: string): Promise<void> {
  const { connection } = await sqliteOf(db);
  const number: unknown = connection.prepare('SELECT number FROM kb_entries WHERE id = ?').pluck().get(id);
  connection.prepare('DELETE FROM kb_search WHERE rowid = ?').run(number);
  connection.prepare('DELETE FROM kb_entries WHERE number = ?').run(number);
  await db.rebuildIndex();
}

/** A backup with `lost`, `edited` and `first`, of which the database since lost the first and edited the second. */
async function somethingHappened(): Promise<Backup> {
  const { db } = scene;
  await db.addEntry(
    sampleEntry({
      id: 'lost',
      title: 'The lost wombat',
      problem: 'ABEND in Ärzteliste',
      tags: ['b', 'a'],
      author: 'ann',
      createdAt: '2020-01-01T00:00:00.000Z',
      metadata: { ticket: 'INC1' },
    }),
  );
  await db.updateEntry('lost', { solution: 'Better' }, { actor: 'bob' });
  await db.addEntry(sampleEntry({ id: 'edited', title: 'As it was', metadata: { kept: 1 }, tags: ['old'] }));
  const backup = await db.createBackup();
  await lose(db, 'lost');
  await db.updateEntry(
    'edited',
    { title: 'As it is', metadata: { kept: 2, further: true }, tags: ['new'], archived: true },
    { actor: 'carl' },
  );
  return backup;
}

describe('the entries of a backup', () => {
  test('are listed, what is missing or different here first', async () => {
    const { path } = await somethingHappened();
    const found = await scene.db.listBackupEntries(path);
    expect(found.total).toBe(3);
    expect(found.entries.map(({ id, state }) => [id, state])).toEqual([
      ['edited', 'changed'],
      ['lost', 'missing'],
      ['first', 'same'],
    ]);
    expect(await scene.db.listBackupEntries(path, { limit: 1 })).toMatchObject({
      total: 3,
      entries: [{ id: 'edited', title: 'As it was' }],
    });
  });

  test('are found by words in title, id and problem, in whatever case, and by nothing else', async () => {
    const { path } = await somethingHappened();
    const idsFor = async (query: string): Promise<readonly string[]> =>
      (await scene.db.listBackupEntries(path, { query })).entries.map(({ id }) => id);
    expect(await idsFor('WOMBAT')).toEqual(['lost']);
    expect(await idsFor('wombat ärzte')).toEqual(['lost']);
    expect(await idsFor('ÄRZTE')).toEqual(['lost']);
    expect(await idsFor('dite')).toEqual(['edited']);
    for (const none of ['wombat first', '%', '_ost', "'", 'better']) expect(await idsFor(none)).toEqual([]);
  });

  test('are not taken from a backup that was changed', async () => {
    const { path } = await somethingHappened();
    await scene.db.listBackupEntries(path);
    const bytes = readFileSync(path);
    bytes.write('Wombat', bytes.indexOf('wombat'));
    writeFileSync(path, bytes);
    expect((await rejection(scene.db.listBackupEntries(path))).kind).toBe('corrupt-file');
    expect((await rejection(scene.db.recoverEntries(path, ['lost']))).kind).toBe('corrupt-file');
  });
});

describe('single entries come back', () => {
  test('as they were, with their history, and what is different becomes a new revision', async () => {
    const { path } = await somethingHappened();
    const bytes = readFileSync(path);
    expect(await scene.db.recoverEntries(path, ['lost', 'edited', 'first', 'lost'], 'dora')).toEqual({
      added: ['lost'],
      updated: ['edited'],
      unchanged: ['first'],
    });
    expect(await scene.db.getEntry('lost')).toMatchObject({
      number: 2,
      title: 'The lost wombat',
      solution: 'Better',
      tags: ['b', 'a'],
      author: 'ann',
      createdAt: '2020-01-01T00:00:00.000Z',
      metadata: { ticket: 'INC1' },
      revision: 2,
    });
    expect(await scene.db.listRevisions('lost')).toMatchObject([{ revision: 1, replacedBy: 'bob' }]);
    expect(await scene.db.getEntry('edited')).toMatchObject({
      title: 'As it was',
      metadata: { kept: 1 },
      tags: ['old'],
      archived: false,
      revision: 3,
    });
    expect(await scene.db.listRevisions('edited')).toMatchObject([
      { entry: { title: 'As it is', tags: ['new'] }, replacedBy: 'dora' },
      { entry: { title: 'As it was' }, replacedBy: 'carl' },
    ]);
    expect(await scene.db.search('wombat')).toHaveLength(1);
    expect((await scene.db.search('better')).map(({ entry }) => entry.id)).toEqual(['lost']);
    expect(await scene.db.healthCheck()).toMatchObject({ overall: true });
    expect((await scene.db.listBackupEntries(path)).entries.map(({ state }) => state)).toEqual([
      'same',
      'same',
      'same',
    ]);
    expect(readFileSync(path).equals(bytes)).toBe(true);
    expect(readdirSync(`${scene.path}.backups`).filter((name) => /-(?:wal|shm|journal)$/.test(name))).toEqual(
      [],
    );
  });

  test('all of them or none', async () => {
    const { path } = await somethingHappened();
    expect((await rejection(scene.db.recoverEntries(path, ['lost', 'nobody']))).kind).toBe('not-found');
    expect((await rejection(scene.db.getEntry('lost'))).kind).toBe('not-found');
  });

  test('under a new number, where another entry has theirs', async () => {
    const other = join(scene.folder, 'other.db');
    const elsewhere = await KnowledgeDB.open(other);
    await elsewhere.addEntry(sampleEntry({ id: 'foreign', title: 'From elsewhere' }));
    const backup = await elsewhere.createBackup();
    await elsewhere.close();
    await scene.db.recoverEntries(backup.path, ['foreign']);
    expect(await scene.db.getEntry('foreign')).toMatchObject({ number: 2 });
    expect(await scene.db.getEntry('first')).toMatchObject({ number: 1 });
  });

  test('from a backup of an older schema, and from a newer one that this program can read', async () => {
    const path = join(scene.folder, 'older.db');
    await makeOlder(path, '001-mvp1-base');
    const older = await KnowledgeDB.open(path);
    await older.addEntry(sampleEntry({ id: 'first', title: 'First aardvark' }));
    await older.addEntry(sampleEntry({ id: 'lost' }));
    const backup = await older.createBackup();
    await older.close();
    expect(
      (await scene.db.listBackupEntries(backup.path)).entries.map(({ id, state }) => [id, state]),
    ).toEqual([
      ['lost', 'missing'],
      ['first', 'same'],
    ]);
    expect(await scene.db.recoverEntries(backup.path, ['first', 'lost'])).toMatchObject({
      added: ['lost'],
      unchanged: ['first'],
    });

    const newer = await scene.db.createBackup();
    const file = new Sqlite(newer.path);
    file.exec(`INSERT INTO schema_version (version, name, checksum, applied_at, duration_ms, app_version, actor, minimum_reader)
      VALUES ('009-later', 'Later', 'x', '2030-01-01T00:00:00.000Z', 1, '9', 'x', '001-mvp1-base')`);
    file.close();
    writeFileSync(`${newer.path}.json`, '');
    await lose(scene.db, 'lost');
    expect(await scene.db.recoverEntries(newer.path, ['lost'])).toMatchObject({ added: ['lost'] });
    expect((await rejection(scene.db.restoreFromBackup(newer.path))).kind).toBe('newer-file');
  });
});
