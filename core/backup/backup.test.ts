import { existsSync, readdirSync, statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { latestVersion } from '../../migrations/index.ts';
import { rejection } from '../store/testing/rejection.ts';
import { sampleEntry } from '../store/testing/sample-entry.ts';
import type { Backup } from './backup.ts';
import { hashFile } from './hash-file.ts';
import { sceneForEachTest, sqliteOf } from './testing/scene.ts';
import { verifyBackup } from './verify-backup.ts';

const scene = sceneForEachTest();

describe('a backup', () => {
  test('is one verified file with a manifest, and says what is in it', async () => {
    const backup = await scene.db.createBackup({ tag: 'before-lunch' });
    expect(backup).toMatchObject({
      type: 'manual',
      tag: 'before-lunch',
      entries: 1,
      verified: true,
      version: latestVersion,
    });
    expect(await hashFile(backup.path)).toBe(backup.sha256);
    expect(statSync(backup.path).size).toBe(backup.sizeBytes);
    expect(await scene.db.listBackups()).toEqual([backup]);
    expect(await verifyBackup(backup.path)).toEqual({ ok: true, problems: [], remarks: [] });
    expect(readdirSync(`${scene.path}.backups`).filter((name) => name !== '.lock')).toHaveLength(2);
  });

  test('made while entries are written holds a state that existed, and loses none of them', async () => {
    await scene.db.addEntries(
      Array.from({ length: 3_000 }, (_, index) => sampleEntry({ title: `Filler ${index}` })),
    );
    const making = scene.db.createBackup();
    for (let index = 0; index < 20; index += 1)
      await scene.db.addEntry(sampleEntry({ title: `During ${index}` }));
    const backup = await making;
    expect(backup.entries).toBeGreaterThanOrEqual(3_001);
    expect(backup.entries).toBeLessThanOrEqual(3_021);
    expect((await scene.db.getStats()).totalEntries).toBe(3_021);
  });

  test('of a large file is copied and checked in other threads, which can be cancelled', async () => {
    const large = Array.from({ length: 20 }, (_, index) =>
      sampleEntry({ title: `Large ${index}`, problem: 'x'.repeat(1_000_000) }),
    );
    await scene.db.addEntries(large);
    let steps = 0;
    const cancelled = scene.db.createBackup({}, () => (steps += 1), {
      get aborted() {
        return steps > 1;
      },
    });
    expect((await rejection(cancelled)).kind).toBe('cancelled');
    expect(readdirSync(`${scene.path}.backups`)).toEqual(['.lock']);
    const backup = await scene.db.createBackup();
    expect(backup).toMatchObject({ entries: 21, verified: true });
    expect(await verifyBackup(backup.path)).toMatchObject({ ok: true });
    expect(await scene.db.healthCheck()).toMatchObject({ overall: true });
  });

  test('that is cancelled, or finds the disk full, leaves nothing behind', async () => {
    expect((await rejection(scene.db.createBackup({}, undefined, { aborted: true }))).kind).toBe('cancelled');
    expect(await scene.db.listBackups()).toEqual([]);
    expect(readdirSync(`${scene.path}.backups`)).toEqual(['.lock']);
  });

  test('lists are newest first', async () => {
    const made: Backup[] = [];
    for (const type of ['manual', 'scheduled', 'pre-migration'] as const)
      made.unshift(await scene.db.createBackup({ type }));
    expect((await scene.db.listBackups()).map((backup) => backup.path)).toEqual(
      made.map((backup) => backup.path),
    );
  });
});

test('health says what is wrong, how to mend it, and that there is no backup yet', async () => {
  expect(await scene.db.healthCheck()).toEqual({
    overall: true,
    issues: [],
    advice: ['There is no verified backup yet.'],
  });
  await scene.db.createBackup();
  expect(await scene.db.healthCheck()).toEqual({ overall: true, issues: [], advice: [] });
  const { connection } = await sqliteOf(scene.db);
  connection.exec('DELETE FROM kb_search WHERE rowid = 1');
  expect(await scene.db.healthCheck()).toMatchObject({
    overall: false,
    issues: [expect.stringContaining('search index')],
    advice: [expect.stringContaining('--rebuild-index')],
  });
  expect(await scene.db.search('aardvark')).toEqual([]);
  expect(await scene.db.rebuildIndex()).toBe(1);
  expect(await scene.db.search('aardvark')).toHaveLength(1);
  expect(await scene.db.healthCheck()).toEqual({ overall: true, issues: [], advice: [] });
});

test('nothing is left in the folder but the database and its backups', async () => {
  const backup = await scene.db.createBackup();
  await scene.db.restoreFromBackup(backup.path);
  await scene.db.close();
  expect(readdirSync(scene.folder).toSorted()).toEqual(['knowledge.db', 'knowledge.db.backups']);
  expect(existsSync(scene.path)).toBe(true);
});
