import { existsSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { KnowledgeDB } from '../store/knowledge-db.ts';
import { rejection } from '../store/testing/rejection.ts';
import { reckonRoom, reckonWrites, tightest } from './disk-space.ts';
import { MigrationManager } from './migration-manager.ts';
import { SmallDisk } from './testing/small-disk.ts';
import { first, newest, UpgradeScene } from './testing/upgrade-scene.ts';

/** In memory, on Linux. */
const secondDisk = '/dev/shm';
const hasSecondDisk = existsSync(secondDisk) && statSync(secondDisk).dev !== statSync(tmpdir()).dev;

let scene: UpgradeScene;
beforeEach(async () => {
  scene = new UpgradeScene();
  await scene.begin(first);
});
afterEach(() => scene.end());

describe('the checklist', () => {
  test('is not all right before there is a verified backup, and then it is', async () => {
    const without = await scene.db.checklist();
    expect(without.ok).toBe(false);
    expect(without.checks.filter(({ ok }) => !ok)).toMatchObject([
      { name: 'backup', detail: expect.stringContaining('kb backup create') },
    ]);
    await scene.db.createBackup();
    const checklist = await scene.db.checklist();
    expect(checklist).toMatchObject({ ok: true });
    expect(checklist.checks.map(({ name }) => name).toSorted()).toEqual([
      'backup',
      'disk-space',
      'health',
      'history',
      'integrity',
      'other-programs',
      'performance',
      'writable',
    ]);
  });

  test('finds an entry that the search does not know', async () => {
    (await scene.store()).connection.exec('DELETE FROM kb_search WHERE rowid = 1');
    const health = (await scene.db.checklist()).checks.find(({ name }) => name === 'health');
    expect(health).toMatchObject({ ok: false, detail: expect.stringContaining('search index') });
  });

  test('finds another program that is writing', async () => {
    const other = await KnowledgeDB.open(scene.path);
    const store = await other.store();
    if (store.engine === 'sqlite') store.connection.exec('BEGIN IMMEDIATE');
    const found = (await scene.db.checklist()).checks.find(({ name }) => name === 'other-programs');
    if (store.engine === 'sqlite') store.connection.exec('ROLLBACK');
    await other.close();
    expect(found?.ok).toBe(false);
  });

  test('finds a history that was tampered with', async () => {
    (await scene.store()).connection.exec("UPDATE schema_version SET checksum = 'other'");
    const history = (await scene.db.checklist()).checks.find(({ name }) => name === 'history');
    expect(history?.ok).toBe(false);
    expect((await scene.db.upgrade()).failure).toMatchObject({ kind: 'history-mismatch' });
    expect((await scene.db.planUpgrade()).problems).toHaveLength(1);
    expect(await scene.db.rehearse()).toMatchObject({ ok: false });
  });

  test('says that there is no such version', async () => {
    expect((await rejection(scene.db.checklist('12'))).kind).toBe('invalid-request');
  });
});

describe('the disk space', () => {
  test('is reckoned from what the steps change: little for new tables, a table again where it is rewritten', async () => {
    const store = await scene.store();
    const of = (script: string): number => reckonWrites(store, [script]).logBytes;
    const little = of('CREATE TABLE incidents (id TEXT PRIMARY KEY)');
    expect(of('ALTER TABLE kb_entries ADD COLUMN note TEXT')).toBe(little);
    expect(of('UPDATE "kb_entries" SET metadata = 1')).toBeGreaterThan(little);
    const copied = reckonWrites(store, ['CREATE TABLE other AS SELECT * FROM kb_entries']);
    const inPlace = reckonWrites(store, ['UPDATE kb_entries SET metadata = 1']);
    expect(copied.growthBytes).toBeGreaterThan(inPlace.growthBytes);
    expect(of('UPDATE kb_entries_archive SET a = 1')).toBe(little);
  });

  test('is reckoned for backup, rehearsal and steps together, and names the folder', async () => {
    const store = await scene.store();
    const none = { logBytes: 0, growthBytes: 0 };
    const needed = (plans: { backup: boolean; rehearsal: boolean }): number =>
      tightest(reckonRoom(store, { ...none, ...plans })).neededBytes;
    expect(needed({ backup: false, rehearsal: false })).toBe(0);
    const rehearsal = needed({ backup: false, rehearsal: true });
    expect(needed({ backup: true, rehearsal: true })).toBeGreaterThan(2 * rehearsal);
  });

  test.runIf(hasSecondDisk)('is looked at on each disk by itself', async () => {
    symlinkSync(secondDisk, join(scene.folder, 'knowledge.db.backups'));
    const rooms = reckonRoom(await scene.store(), {
      logBytes: 0,
      growthBytes: 0,
      backup: true,
      rehearsal: true,
    });
    expect(rooms.map(({ folder }) => folder)).toEqual([
      scene.folder,
      join(scene.folder, 'knowledge.db.backups'),
    ]);
  });
});

test('an upgrade for which there is no room is not begun', async ({ skip }) => {
  const disk = SmallDisk.mount(join(scene.folder, 'disk'), 2 ** 20);
  if (typeof disk === 'string') return skip(disk);
  try {
    const path = join(disk.folder, 'knowledge.db');
    const db = await KnowledgeDB.open(path, { to: first });
    expect(await db.upgrade()).toMatchObject({
      failure: { kind: 'disk-full', recovery: expect.stringMatching(/was not changed\. Free some space/) },
      to: first,
      backup: null,
    });
    expect((await rejection(db.rehearse())).kind).toBe('disk-full');
    disk.resize(2 ** 26);
    expect(await db.upgrade()).toMatchObject({ failure: null, to: newest });
    await db.close();
  } finally {
    disk.unmount();
  }
});

describe('the plan of an upgrade', () => {
  test('says which steps run with their SQL, and what they need', async () => {
    const plan = await scene.db.planUpgrade();
    expect(plan).toMatchObject({
      from: first,
      to: newest,
      backup: null,
      rehearsal: null,
      problems: [],
      bringsBack: [],
    });
    expect(plan.steps.map(({ version, file }) => [version.slice(0, 3), file])).toEqual([
      ['002', null],
      ['003', null],
      ['004', null],
      ['005', null],
    ]);
    expect(plan.steps[0]?.sql).toMatch(/^CREATE TABLE incidents \(/m);
    expect(plan.neededBytes).toBeGreaterThan(0);
    expect(plan.freeBytes).toBeGreaterThan(plan.neededBytes);
  });

  test('of nothing is empty', async () => {
    await scene.db.upgrade();
    expect(await scene.db.planUpgrade()).toMatchObject({ from: newest, to: newest, steps: [] });
  });
});

describe('a rehearsal', () => {
  test('says what would come of it, and touches nothing', async () => {
    const before = await scene.hash();
    const report = await scene.db.rehearse();
    expect(report).toMatchObject({ ok: true, from: first, to: newest, performance: null });
    expect(report.checks.map(({ name, ok }) => [name, ok])).toEqual([
      ['steps', true],
      ['rows', true],
      ['searches', true],
      ['integrity', true],
    ]);
    expect(report.tables).toContainEqual({ table: 'kb_entries', before: 30, after: 30 });
    expect(report.tables.map(({ table }) => table)).not.toContain('schema_version');
    expect(report.checks.find(({ name }) => name === 'searches')?.detail).toMatch(
      /^[2-9]\d searches answer as before/,
    );
    expect(await scene.hash()).toBe(before);
    expect(await new MigrationManager(await scene.store()).getCurrentVersion()).toBe(first);
    expect(await scene.db.listBackups()).toEqual([]);
    expect(scene.strays()).toEqual([]);
  });

  test('that is cancelled leaves nothing', async () => {
    const signal = { aborted: false };
    const rehearsing = scene.db.rehearse({}, ({ step }) => (signal.aborted ||= step !== null), signal);
    expect((await rejection(rehearsing)).kind).toBe('cancelled');
    expect(scene.strays()).toEqual([]);
  });

  test('of nothing says so', async () => {
    await scene.db.upgrade();
    const report = await scene.db.rehearse();
    expect(report).toMatchObject({ ok: true, from: newest, to: newest });
    expect(report.checks.map(({ detail }) => detail).join(' ')).toContain('nothing to upgrade');
  });
});
