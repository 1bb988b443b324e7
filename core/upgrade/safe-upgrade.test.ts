import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { verifyBackup } from '../backup/verify-backup.ts';
import { KnowledgeDB } from '../store/knowledge-db.ts';
import { first, newest, UpgradeScene } from './testing/upgrade-scene.ts';
import type { UpgradePhase } from './upgrade-types.ts';

let scene: UpgradeScene;
beforeEach(async () => {
  scene = new UpgradeScene();
  await scene.begin(first);
});
afterEach(() => scene.end());

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
