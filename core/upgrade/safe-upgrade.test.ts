import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { KnowledgeDB } from '../store/knowledge-db.ts';
import { sampleEntry } from '../store/testing/sample-entry.ts';
import { verifyBackup } from '../backup/verify-backup.ts';
import { migrations } from '../../migrations/index.ts';
import { MigrationManager } from './migration-manager.ts';
import { first, inEarnest, newest, testStep, UpgradeScene } from './testing/upgrade-scene.ts';
import type { UpgradePhase, UpgradeReport } from './upgrade-types.ts';

let scene: UpgradeScene;
beforeEach(async () => {
  scene = new UpgradeScene();
  await scene.begin(first);
});
afterEach(() => scene.end());

/** Nothing that a user has was touched. */
async function expectUntouched(report: UpgradeReport, hashBefore: string): Promise<void> {
  expect(report.to).toBe(first);
  expect(report.failure?.recovery).toMatch(/^Your knowledge base was not changed\./);
  expect(report.summary.join(' ')).toContain('Your knowledge base was not changed.');
  expect(await scene.version()).toBe(first);
  expect(await scene.hash()).toBe(hashBefore);
  expect(scene.strays()).toEqual([]);
}

describe('an upgrade that goes well', () => {
  test('is checked, backed up, rehearsed, done and looked through, and tells of each', async () => {
    const phases: string[] = [];
    const report = await scene.db.upgrade({}, ({ phase, step, cancellable }) => {
      const word = step === null ? phase : `${phase} ${step.slice(0, 3)}`;
      if (phases.at(-1) !== word) phases.push(word);
      expect(cancellable).toBe(phase !== 'upgrading' && phase !== 'validating');
    });
    expect(report).toMatchObject({
      direction: 'up',
      from: first,
      to: newest,
      backup: { verified: true },
      validated: true,
      rolledBack: false,
      restored: false,
      rehearsal: { ok: true },
      failure: null,
    });
    expect(report.results.map(({ version, success }) => [version.slice(0, 3), success])).toEqual([
      ['002', true],
      ['003', true],
      ['004', true],
      ['005', true],
    ]);
    expect(phases.join(', ')).toBe(
      'checking, backing-up, rehearsing, rehearsing 002, rehearsing 003, rehearsing 004, rehearsing 005, rehearsing, ' +
        'upgrading, upgrading 002, upgrading 003, upgrading 004, upgrading 005, validating',
    );
    expect(report.checklist.every(({ ok }) => ok)).toBe(true);
    expect(scene.strays()).toEqual([]);
    expect(await scene.version()).toBe(newest);
    expect(await scene.db.search('PAYR07')).toHaveLength(1);
  });

  test('has a backup of before, named for what it was made for', async () => {
    const { backup } = await scene.db.upgrade();
    const [listed] = await scene.db.listBackups();
    expect(listed).toMatchObject({
      path: backup?.path,
      type: 'pre-migration',
      tag: '001-to-005',
      reason: 'Before an upgrade',
      version: first,
    });
    expect((await verifyBackup(listed?.path ?? '')).ok).toBe(true);
    const old = await KnowledgeDB.open(listed?.path ?? '', { readOnly: true });
    expect((await old.getStats()).totalEntries).toBe(30);
    await old.close();
  });

  test('says in plain sentences what was done and where the backup is', async () => {
    const { summary, backup } = await scene.db.upgrade();
    expect(summary[0]).toMatch(/^Upgraded from 001-mvp1-base to 005-mvp5-enterprise-intelligence: 4 steps, /);
    expect(summary[1]).toContain('it is sound');
    expect(summary).toContain(`The verified backup made before is ${backup?.path}`);
    expect(summary.join(' ')).toContain('It was tried on a copy');
  });

  test('stops where it is told to, and goes on from there', async () => {
    expect(await scene.db.upgrade({ to: '3' })).toMatchObject({
      to: '003-mvp3-code-analysis',
      failure: null,
    });
    expect(await scene.db.upgrade()).toMatchObject({ from: '003-mvp3-code-analysis', to: newest });
  });

  test('of what is up to date already is nothing', async () => {
    await scene.db.upgrade();
    const report = await scene.db.upgrade();
    expect(report).toMatchObject({
      from: newest,
      to: newest,
      results: [],
      validated: true,
      backup: null,
      failure: null,
    });
    expect(report.summary).toEqual([`${scene.path} stands at schema ${newest}; there was nothing to do.`]);
  });

  test('lets searching go on in another connection meanwhile', async () => {
    const reader = await KnowledgeDB.open(scene.path, { readOnly: true });
    const seen = new Set<UpgradePhase>();
    let searching: Promise<void> = Promise.resolve();
    await scene.db.upgrade({}, ({ phase }) => {
      searching = searching.then(async () => {
        if ((await reader.search('PAYR07')).length === 1) seen.add(phase);
      });
    });
    await searching;
    await reader.close();
    expect([...seen]).toEqual(['checking', 'backing-up', 'rehearsing', 'upgrading', 'validating']);
  });

  test('uses a backup and a rehearsal of exactly what is there, and of nothing else', async () => {
    await scene.db.createBackup({ type: 'pre-migration' });
    const rehearsed = await scene.db.rehearse();
    const plan = await scene.db.planUpgrade();
    expect(plan.backup?.path).toBe((await scene.db.listBackups())[0]?.path);
    expect(plan).toMatchObject({ rehearsal: rehearsed, forecastMs: rehearsed.migrationMs });
    await scene.db.updateEntry('entry-3', { title: 'Edited since' });
    expect(await scene.db.planUpgrade()).toMatchObject({ backup: null, rehearsal: null, forecastMs: null });
    await scene.db.rehearse();
    await scene.db.createBackup({ type: 'pre-migration' });

    const phases = new Set<string>();
    const report = await scene.db.upgrade({}, ({ phase }) => phases.add(phase));
    expect([...phases]).toEqual(['checking', 'backing-up', 'upgrading', 'validating']);
    expect(await scene.db.listBackups()).toHaveLength(2);
    expect(report).toMatchObject({ to: newest, rehearsal: { ok: true }, backup: { verified: true } });
  });

  test('does not rely on a backup of which a byte was changed', async () => {
    const { path } = await scene.db.createBackup({ type: 'pre-migration' });
    const bytes = readFileSync(path);
    const at = bytes.indexOf('Recompile');
    bytes.write('recompile', at);
    writeFileSync(path, bytes);
    const report = await scene.db.upgrade();
    expect(report.failure).toBeNull();
    expect(report.backup?.path).not.toBe(path);
  });

  test('makes its backup again where entries were written after it', async () => {
    let isWritten = false;
    const report = await scene.db.upgrade({}, ({ phase }) => {
      if (phase !== 'rehearsing' || isWritten) return;
      isWritten = true;
      const other = new Sqlite(scene.path);
      other.exec("UPDATE kb_entries SET title = 'Written meanwhile' WHERE id = 'entry-5'");
      other.close();
    });
    expect(report.failure).toBeNull();
    const backup = await KnowledgeDB.open(report.backup?.path ?? '', { readOnly: true });
    expect((await backup.getEntry('entry-5')).title).toBe('Written meanwhile');
    await backup.close();
  });
});

test('a step of the user, from the folder beside the database, is planned, rehearsed and applied like the others', async () => {
  const file = join(`${scene.path}.migrations`, '010-shift-notes.json');
  mkdirSync(`${scene.path}.migrations`);
  writeFileSync(
    file,
    JSON.stringify({
      version: '010-shift-notes',
      name: 'Notes of a shift',
      up: 'CREATE TABLE shift_notes (id TEXT PRIMARY KEY, note TEXT)',
      down: 'DROP TABLE shift_notes',
      validate: "SELECT 1 FROM pragma_table_info('shift_notes')",
    }),
  );
  const plan = await scene.db.planUpgrade();
  expect(plan.steps.at(-1)).toMatchObject({
    version: '010-shift-notes',
    file,
    sql: expect.stringContaining('shift_notes'),
  });
  const report = await scene.db.upgrade();
  expect(report).toMatchObject({ failure: null, to: '010-shift-notes', rehearsal: { ok: true } });
  expect(await scene.db.rollback({ steps: 1 })).toMatchObject({ failure: null, to: newest });
});

describe('an upgrade that cannot be done changes nothing and says so', () => {
  test('to an older version: the way there is a rollback', async () => {
    await scene.db.upgrade();
    const report = await scene.db.upgrade({ to: '2' });
    expect(report.failure).toMatchObject({
      kind: 'invalid-request',
      recovery: expect.stringContaining('roll back'),
    });
    expect(await scene.version()).toBe(newest);
  });

  test('to a version that there is not', async () => {
    const before = await scene.hash();
    const report = await scene.db.upgrade({ to: '7' });
    expect(report.failure?.kind).toBe('invalid-request');
    await expectUntouched(report, before);
  });

  test('with a step that fails: already on the copy', async () => {
    const before = await scene.hash();
    const bad = testStep({
      up: 'CREATE TABLE extra (a); INSERT INTO nowhere VALUES (1)',
      down: 'DROP TABLE extra',
    });
    const report = await scene.upgradeWith([bad]);
    expect(report.failure).toMatchObject({
      kind: 'migration-failed',
      message: expect.stringContaining('nowhere'),
    });
    expect(report.rehearsal?.ok).toBe(false);
    expect(report.results).toEqual([]);
    await expectUntouched(report, before);
  });

  test('with a step that fails only in earnest', async () => {
    const before = await scene.hash();
    const good = testStep({ up: 'CREATE TABLE extra (a)', down: 'DROP TABLE extra' });
    const bad = testStep({
      version: '003-test',
      up: `INSERT INTO kb_terms (term, entries) SELECT 'x', -1 WHERE ${inEarnest}`,
      down: 'SELECT 1',
    });
    const report = await scene.upgradeWith([good, bad]);
    expect(report.rehearsal?.ok).toBe(true);
    expect(report.failure).toMatchObject({
      kind: 'migration-failed',
      message: expect.stringContaining('003-test'),
    });
    expect(report.results.map(({ success }) => success)).toEqual([false, false]);
    await expectUntouched(report, before);
  });

  test('while another program is writing', async () => {
    const before = await scene.hash();
    const other = new Sqlite(scene.path);
    other.exec('BEGIN IMMEDIATE');
    const report = await scene.db.upgrade();
    other.exec('ROLLBACK');
    other.close();
    expect(report.failure).toMatchObject({
      kind: 'locked-file',
      message: expect.stringContaining(scene.path),
    });
    await expectUntouched(report, before);
  });

  test('where it was opened for reading only', async () => {
    const reader = await KnowledgeDB.open(scene.path, { readOnly: true });
    const report = await reader.upgrade();
    await reader.close();
    expect(report.failure).toMatchObject({
      kind: 'read-only-file',
      message: expect.stringContaining('reading only'),
    });
  });

  test.each<UpgradePhase>(['checking', 'backing-up', 'rehearsing'])('cancelled while %s', async (phase) => {
    const before = await scene.hash();
    const signal = { aborted: false };
    const report = await scene.db.upgrade({}, (at) => (signal.aborted ||= at.phase === phase), signal);
    expect(report.failure?.kind).toBe('cancelled');
    expect(report.summary[0]).toMatch(/^The upgrade was cancelled\./);
    const hasBackup = report.summary.includes(`The verified backup made before is ${report.backup?.path}`);
    expect(hasBackup).toBe(phase === 'rehearsing');
    await expectUntouched(report, before);
    expect(await scene.db.upgrade()).toMatchObject({ failure: null, to: newest });
  });

  test('cancelling is too late once the steps run', async () => {
    const signal = { aborted: false };
    const report = await scene.db.upgrade({}, (at) => (signal.aborted ||= at.phase === 'upgrading'), signal);
    expect(report).toMatchObject({ failure: null, to: newest });
  });
});

describe('an upgrade that is not sound afterwards', () => {
  /** Changes the order in which a search for a tag answers, in earnest only; undoing it puts the order right. */
  const disorder = testStep({
    up: `UPDATE kb_entries SET updated_at = CASE id WHEN 'entry-27' THEN '2025-01-29T00:00:00.000Z' ELSE '2025-01-28T00:00:00.000Z' END
         WHERE id IN ('entry-27', 'entry-28') AND ${inEarnest}`,
    down: `UPDATE kb_entries SET updated_at = CASE id WHEN 'entry-27' THEN '2025-01-28T00:00:00.000Z' ELSE '2025-01-29T00:00:00.000Z' END
         WHERE id IN ('entry-27', 'entry-28')`,
    rewrites: [{ table: 'kb_entries', columns: ['updated_at'] }],
  });
  /** Takes an entry out of the search index, in earnest only; nothing puts it back. */
  const damage = testStep({
    up: `CREATE TABLE extra (a); DELETE FROM kb_search WHERE rowid = 1 AND ${inEarnest}`,
    down: 'DROP TABLE extra',
  });

  test('is rolled back', async () => {
    const before = await scene.hash();
    const report = await scene.upgradeWith([disorder], { options: { seedTestData: true } });
    expect(report).toMatchObject({
      validated: false,
      rolledBack: true,
      restored: false,
      to: first,
      seeded: 0,
    });
    expect(report.failure?.message).toContain('searches answer differently');
    expect(report.failure?.recovery).toContain('your knowledge base stands at schema 001-mvp1-base again');
    expect(await scene.hash()).toBe(before);
    expect(scene.strays()).toEqual([]);
  });

  test('is rolled back also where a step of the user, applied before, stands above it', async () => {
    const own = testStep({ version: '010-own', up: 'CREATE TABLE own (a)', down: 'DROP TABLE own' });
    const store = await scene.store();
    const manager = new MigrationManager(store, [...migrations.slice(0, 1), disorder, own]);
    await manager.executeMigration('010-own');
    store.connection.exec('INSERT INTO own VALUES (7)');
    const before = await scene.hash();
    const report = await scene.upgradeWith([disorder, own], {});
    expect(report).toMatchObject({ rolledBack: true, restored: false, to: '010-own' });
    expect((await manager.getAppliedMigrations()).map(({ version }) => version)).toEqual([first, '010-own']);
    expect(await scene.hash()).toBe(before);
  });

  test('is restored from the backup where rolling back does not help, while another connection reads', async () => {
    const before = await scene.hash();
    const reader = await KnowledgeDB.open(scene.path, { readOnly: true });
    await reader.search('PAYR07');
    const phases: string[] = [];
    const report = await scene.upgradeWith([damage], {}, ({ phase }) => {
      if (phases.at(-1) !== phase) phases.push(phase);
    });
    expect(phases.slice(-3)).toEqual(['validating', 'rolling-back', 'restoring']);
    expect(report).toMatchObject({ validated: false, rolledBack: false, restored: true, to: first });
    expect(report.failure?.recovery).toContain('The backup was written back');
    const kept = report.failure?.recovery.match(/What stood there is kept in (.*)$/)?.[1] ?? '';
    expect(readdirSync(kept)).toEqual(['knowledge.db']);
    expect(await reader.search('PAYR07')).toHaveLength(1);
    await reader.close();
    expect(await scene.hash()).toBe(before);
    expect(await scene.db.healthCheck()).toMatchObject({ overall: true });
    expect(scene.strays()).toEqual([]);
    await scene.db.addEntry(sampleEntry({ title: 'Written afterwards' }));
    expect(await scene.db.search('written afterwards')).toHaveLength(1);
  });

  test('stays as it is where it is not to be taken back', async () => {
    const report = await scene.upgradeWith([damage], { options: { rollbackOnFailure: false } });
    expect(report).toMatchObject({ validated: false, rolledBack: false, restored: false, to: '002-test' });
    expect(report.failure?.recovery).toContain('rollbackOnFailure');
    expect(report.failure?.recovery).toContain(report.backup?.path);
  });

  test('and cannot be brought back, says which backup to restore, and the next start tries again', async () => {
    const report = await scene.upgradeWith([damage], {}, ({ phase }) => {
      if (phase === 'restoring') rmSync(scene.path + '.backups', { recursive: true });
    });
    expect(report).toMatchObject({ rolledBack: false, restored: false });
    expect(report.failure?.message).toContain('Bringing it back failed, too');
    expect(report.failure?.recovery).toContain(report.backup?.path);
    expect(existsSync(`${scene.path}.upgrading`)).toBe(true);
  });
});
