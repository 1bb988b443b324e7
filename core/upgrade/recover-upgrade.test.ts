import { copyFileSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { backupFolder } from '../backup/backup-folder.ts';
import { createBackup } from '../backup/create-backup.ts';
import { KnowledgeDB } from '../store/knowledge-db.ts';
import { sampleEntry } from '../store/testing/sample-entry.ts';
import { MigrationManager } from './migration-manager.ts';
import { expectationOf, observe } from './observe.ts';
import { chooseSearches } from './sample-searches.ts';
import { first, newest, UpgradeScene } from './testing/upgrade-scene.ts';
import { upgradeRecordPath, writeUpgradeRecord, type UpgradeRecord } from './upgrade-record.ts';

let scene: UpgradeScene;
let before: string;
beforeEach(async () => {
  scene = new UpgradeScene();
  await scene.begin(first);
  before = await scene.hash();
});
afterEach(() => scene.end());

/** What an upgrade writes down just before its steps begin. */
async function recordOf(change: Partial<UpgradeRecord> = {}): Promise<UpgradeRecord> {
  const store = await scene.store();
  const searches = await chooseSearches(store);
  const pending = await new MigrationManager(store).getPendingMigrations();
  return {
    format: 'abendbook-upgrade',
    phase: 'changing',
    direction: 'up',
    from: first,
    to: newest,
    appliedBefore: [first],
    appliedAfter: [first, ...pending.map(({ version }) => version)],
    backup: (await createBackup(store, { type: 'pre-migration' })).path,
    rollbackOnFailure: true,
    actor: 'ann',
    startedAt: new Date().toISOString(),
    expectation: expectationOf(await observe(store, { searches })),
    ...change,
  };
}

/** Starts the program again, as after a kill that left this record. Returns what it says. */
async function restart(record: UpgradeRecord | string): Promise<string | null> {
  await scene.db.close();
  if (typeof record === 'string') writeFileSync(upgradeRecordPath(scene.path), record);
  else writeUpgradeRecord(scene.path, record);
  scene.db = await KnowledgeDB.open(scene.path);
  return (await scene.db.status()).notice;
}

async function runSteps(): Promise<void> {
  await new MigrationManager(await scene.store()).migrate();
}

function expectNothingLeft(): void {
  expect(scene.strays()).toEqual([]);
}

describe('an upgrade that a process was killed in', () => {
  test('before it changed anything', async () => {
    const record = await recordOf({ phase: 'preparing', expectation: null });
    expect(await restart(record)).toBe(
      'An upgrade was interrupted before it changed anything. Your knowledge base is as it was.',
    );
    expect(await scene.hash()).toBe(before);
    expectNothingLeft();
  });

  test('while its steps ran, of which nothing was committed', async () => {
    expect(await restart(await recordOf())).toMatch(/nothing of it was kept.*as it was, at schema 001/);
    expect(await scene.hash()).toBe(before);
    expectNothingLeft();
  });

  test('after its steps were committed: it is looked through, and stays', async () => {
    const record = await recordOf();
    await runSteps();
    expect(await restart(record)).toMatch(/interrupted after its last step.*is sound.*schema 005/);
    expect(await scene.version()).toBe(newest);
    expectNothingLeft();
  });

  test('after its steps were committed, and something is missing: it is taken back', async () => {
    const record = await recordOf();
    await runSteps();
    const missing = { ...record, expectation: { ...record.expectation, counts: { kb_entries: 31 } } };
    const notice = await restart(missing as UpgradeRecord);
    expect(notice).toMatch(/kb_entries has 30 rows instead of 31/);
    expect(notice).toMatch(/backup made before was written back.*as it was, at schema 001/);
    expect(await scene.hash()).toBe(before);
    expectNothingLeft();
  });

  test('while it was taken back by rolling back', async () => {
    const record = await recordOf();
    await runSteps();
    await new MigrationManager(await scene.store()).rollback({ steps: 2 });
    expect(await restart(record)).toMatch(
      /It was taken back: your knowledge base is as it was, at schema 001/,
    );
    expect(await scene.hash()).toBe(before);
    expectNothingLeft();
  });

  test('while the backup was written back', async () => {
    const record = await recordOf({ phase: 'restoring' });
    await runSteps();
    const store = await scene.store();
    store.connection.exec('DELETE FROM kb_search WHERE rowid = 1');
    expect(await restart(record)).toMatch(/written back: your knowledge base is as it was, at schema 001/);
    expect(await scene.hash()).toBe(before);
    expectNothingLeft();
  });

  test('and that is not to be taken back, but is not sound', async () => {
    const record = await recordOf({ rollbackOnFailure: false });
    await runSteps();
    (await scene.store()).connection.exec('DELETE FROM kb_search WHERE rowid = 1');
    const notice = await restart(record);
    expect(notice).toMatch(/not sound at schema 005/);
    expect(notice).toContain(record.backup);
    expect(await scene.version()).toBe(newest);
    expectNothingLeft();
  });

  test('with a record that nobody can read', async () => {
    expect(await restart('{"format": "abendbook-upgr')).toMatch(/before it changed anything/);
    expectNothingLeft();
  });
});

test('a copy that a killed rehearsal left is removed', async () => {
  await scene.db.close();
  copyFileSync(scene.path, `${scene.path}.rehearsal-0a1b2c3d`);
  writeFileSync(`${scene.path}.rehearsal-0a1b2c3d-wal`, '');
  scene.db = await KnowledgeDB.open(scene.path);
  expect(scene.db.notice).toMatch(/^A rehearsal was interrupted/);
  expectNothingLeft();
});

test('what another program is at is left alone, and can be opened', async () => {
  const record = await recordOf({ phase: 'preparing' });
  await scene.db.close();
  writeUpgradeRecord(scene.path, record);
  // The lock that the other program holds.
  const lock = new Sqlite(join(backupFolder(scene.path), '.lock'));
  lock.exec('BEGIN EXCLUSIVE');
  scene.db = await KnowledgeDB.open(scene.path);
  lock.close();
  expect(scene.db.notice).toBeNull();
  expect(existsSync(upgradeRecordPath(scene.path))).toBe(true);
});

test('opened for reading only, nothing is recovered', async () => {
  const record = await recordOf();
  await scene.db.close();
  writeUpgradeRecord(scene.path, record);
  const reader = await KnowledgeDB.open(scene.path, { readOnly: true });
  expect((await reader.status()).notice).toBeNull();
  await reader.close();
  expect(existsSync(upgradeRecordPath(scene.path))).toBe(true);
});

test('a backup that is restored has nothing to do with an upgrade that was interrupted before', async () => {
  const record = await recordOf({ phase: 'restoring' });
  const newer = await scene.db.addEntry(sampleEntry({ title: 'Wombat' }));
  const { path } = await scene.db.createBackup();
  await scene.db.updateEntry(newer, { title: 'Edited wombat' });
  writeUpgradeRecord(scene.path, record);
  await scene.db.restoreFromBackup(path);
  expect(scene.strays()).toEqual([]);
  expect((await scene.db.getEntry(newer)).title).toBe('Wombat');
  expect(scene.db.notice).toBeNull();
});
