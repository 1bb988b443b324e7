import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { optionsOf } from './profiles.ts';
import { first, newest, UpgradeScene } from './testing/upgrade-scene.ts';
import type { UpgradeOptions } from './upgrade-types.ts';

test('a profile says what the guide says, and a single option may be put in its place', () => {
  expect(optionsOf('development')).toMatchObject({
    skipBackups: true,
    validateOnly: false,
    seedTestData: true,
  });
  expect(optionsOf('staging')).toMatchObject({
    skipBackups: false,
    validateOnly: false,
    runPerformanceTests: true,
    seedTestData: true,
  });
  expect(optionsOf('production')).toMatchObject({
    skipBackups: false,
    validateOnly: false,
    requireConfirmation: true,
    maxDowntime: 300_000,
    rollbackOnFailure: true,
    notifyOnCompletion: true,
  });
  expect(optionsOf(undefined)).toEqual({
    ...optionsOf('production'),
    requireConfirmation: false,
    notifyOnCompletion: false,
  });
  expect(optionsOf('production', { maxDowntime: 5 })).toEqual({ ...optionsOf('production'), maxDowntime: 5 });
});

describe('each option changes what happens', () => {
  let scene: UpgradeScene;
  beforeEach(async () => {
    scene = new UpgradeScene();
    await scene.begin(first);
  });
  afterEach(() => scene.end());

  const upgrade = (options: Partial<UpgradeOptions>) => scene.db.upgrade({ options });

  test('skipBackups: there is no backup, and the copy to try it on is made of the database itself', async () => {
    const report = await upgrade({ skipBackups: true });
    expect(report).toMatchObject({ to: newest, backup: null, rehearsal: { ok: true }, failure: null });
    expect(report.summary).toContain('No backup was made before, since it was to be skipped.');
    expect(await scene.db.listBackups()).toEqual([]);
  });

  test('skipBackups without anything to find out: no rehearsal either', async () => {
    expect(await upgrade({ skipBackups: true, maxDowntime: null })).toMatchObject({
      to: newest,
      rehearsal: null,
    });
  });

  test('validateOnly: it is tried on a copy, and nothing is changed', async () => {
    const before = await scene.hash();
    const report = await upgrade({ validateOnly: true });
    expect(report).toMatchObject({
      from: first,
      to: first,
      results: [],
      backup: null,
      rehearsal: { ok: true, to: newest },
      validated: true,
      failure: null,
    });
    expect(report.rehearsal?.checks.map(({ name }) => name)).toContain('integrity');
    expect(report.summary[0]).toContain('Your knowledge base was not changed.');
    expect(await scene.hash()).toBe(before);
    expect(scene.strays()).toEqual([]);
    expect((await scene.db.planUpgrade()).rehearsal).toEqual(report.rehearsal);
  });

  test('seedTestData: test entries are added once, and stay as they were made into', async () => {
    expect(await upgrade({ seedTestData: true })).toMatchObject({ seeded: 3 });
    expect(await scene.db.search('tag:test-data')).toHaveLength(3);
    await scene.db.updateEntry('test-data-vsam', { title: 'Edited by somebody' });
    await scene.db.rollback({ to: first });
    expect(await upgrade({ seedTestData: true })).toMatchObject({ seeded: 0 });
    expect((await scene.db.getEntry('test-data-vsam')).title).toBe('Edited by somebody');
    expect(await scene.db.search('tag:test-data')).toHaveLength(3);
  });

  test('without seedTestData: none', async () => {
    expect(await upgrade({ seedTestData: false })).toMatchObject({ seeded: 0 });
    expect(await scene.db.search('tag:test-data')).toEqual([]);
  });

  test('runPerformanceTests: searches are timed before and after', async () => {
    const { rehearsal, summary } = await upgrade({ runPerformanceTests: true });
    expect(rehearsal?.performance?.beforeMs).toBeGreaterThan(0);
    expect(rehearsal?.performance?.afterMs).toBeGreaterThan(0);
    expect(rehearsal?.checks.map(({ name }) => name)).toContain('performance');
    expect(summary.join(' ')).toMatch(/a search took [\d.]+ ms before and [\d.]+ ms afterwards/);
    expect(await upgrade({})).toMatchObject({ rehearsal: null });
  });

  test('runPerformanceTests: a rehearsal without times will not do', async () => {
    await scene.db.rehearse();
    const { rehearsal } = await upgrade({ runPerformanceTests: true });
    expect(rehearsal?.performance).not.toBeNull();
  });

  test('requireConfirmation: nothing at all is done before somebody has said yes', async () => {
    const before = await scene.hash();
    const report = await upgrade({ requireConfirmation: true });
    expect(report.failure).toMatchObject({ kind: 'not-confirmed' });
    expect(report).toMatchObject({ checklist: [], backup: null, rehearsal: null, to: first });
    expect(await scene.hash()).toBe(before);
    expect(readdirSync(scene.folder)).not.toContain('knowledge.db.backups');
    expect(await scene.db.upgrade({ profile: 'production', confirmed: true })).toMatchObject({
      failure: null,
      to: newest,
    });
  });

  test('maxDowntime: what would take longer is not begun, and the backup is kept', async () => {
    const before = await scene.hash();
    const report = await upgrade({ maxDowntime: 0 });
    expect(report.failure).toMatchObject({
      kind: 'too-long',
      message: expect.stringContaining('maxDowntime'),
    });
    expect(report.rehearsal?.migrationMs).toBeGreaterThan(0);
    expect(report.results).toEqual([]);
    expect(await scene.hash()).toBe(before);
    expect(report.backup?.path).toBe((await scene.db.listBackups())[0]?.path);
    expect(await upgrade({ maxDowntime: 60_000 })).toMatchObject({ failure: null, to: newest });
  });

  test.each(['development', 'staging'] as const)('the profile %s goes through', async (profile) => {
    const report = await scene.db.upgrade({ profile });
    expect(report).toMatchObject({ failure: null, to: newest, seeded: 3, validated: true });
    expect(report.backup === null).toBe(profile === 'development');
    expect(report.rehearsal?.performance == null).toBe(profile === 'development');
  });
});
