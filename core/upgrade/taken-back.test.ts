import { existsSync, readdirSync, rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { migrations } from '../../migrations/index.ts';
import { KnowledgeDB } from '../store/knowledge-db.ts';
import { sampleEntry } from '../store/testing/sample-entry.ts';
import { MigrationManager } from './migration-manager.ts';
import { first, inEarnest, testStep, UpgradeScene } from './testing/upgrade-scene.ts';

let scene: UpgradeScene;
beforeEach(async () => {
  scene = new UpgradeScene();
  await scene.begin(first);
});
afterEach(() => scene.end());

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
