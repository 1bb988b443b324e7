import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { KnowledgeDB } from '../store/knowledge-db.ts';
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

  test('with a step of the user that cannot be read, although no other is pending', async () => {
    await scene.db.upgrade();
    const folder = `${scene.path}.migrations`;
    mkdirSync(folder);
    writeFileSync(join(folder, '010-mine.ts'), 'export default { version: process.exit() }');
    const report = await scene.db.upgrade();
    expect(report.failure).toMatchObject({
      kind: 'history-mismatch',
      message: expect.stringContaining('010-mine.ts'),
    });
    expect(await scene.version()).toBe(newest);
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
