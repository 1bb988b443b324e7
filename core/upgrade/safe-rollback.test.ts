import { afterEach, beforeEach, expect, test } from 'vitest';
import { sampleEntry } from '../store/testing/sample-entry.ts';
import { first, newest, UpgradeScene } from './testing/upgrade-scene.ts';
import type { UpgradeReport } from './upgrade-types.ts';

let scene: UpgradeScene;
beforeEach(async () => {
  scene = new UpgradeScene();
  await scene.begin(newest);
  (await scene.store()).connection.exec(
    `INSERT INTO projects (id, name, created_at) VALUES ('p1', 'Payroll', '2025-01-01T00:00:00.000Z'), ('p2', 'Claims', '2025-01-02T00:00:00.000Z')`,
  );
});
afterEach(() => scene.end());

const projects = async (): Promise<unknown> =>
  (await scene.store()).connection.prepare('SELECT id, name FROM projects ORDER BY id').raw().all();

test('a rollback says beforehand what it keeps, keeps it, and the next upgrade brings it back', async () => {
  const plan = await scene.db.planRollback({ to: '1' });
  expect(plan).toMatchObject({ from: newest, to: first, problems: [] });
  expect(plan.steps.map(({ version }) => version.slice(0, 3))).toEqual(['005', '004', '003', '002']);
  expect(plan.keeps).toContainEqual(expect.objectContaining({ table: 'projects', rows: 2 }));

  const phases = new Set<string>();
  const down = await scene.db.rollback({ to: '1' }, ({ phase }) => phases.add(phase));
  expect([...phases]).toEqual(['checking', 'backing-up', 'rehearsing', 'rolling-back', 'validating']);
  expect(down).toMatchObject({ direction: 'down', from: newest, to: first, validated: true, failure: null });
  expect(down.kept).toContainEqual(expect.objectContaining({ table: 'projects', rows: 2 }));
  expect(down.summary.join(' ')).toMatch(/2 rows of projects.*come back with the next upgrade/);
  const [backup] = await scene.db.listBackups();
  expect(backup).toMatchObject({
    tag: '005-to-001',
    type: 'pre-migration',
    reason: 'Before a rollback',
    version: newest,
  });

  await scene.db.addEntry(sampleEntry({ title: 'Written at 001' }));
  expect((await scene.db.planUpgrade()).bringsBack).toContainEqual(
    expect.objectContaining({ table: 'projects', rows: 2 }),
  );
  const up = await scene.db.upgrade();
  expect(up).toMatchObject({ to: newest, failure: null, conflicts: 0 });
  expect(up.broughtBack).toContainEqual(expect.objectContaining({ table: 'projects', rows: 2 }));
  expect(await projects()).toEqual([
    ['p1', 'Payroll'],
    ['p2', 'Claims'],
  ]);
  expect(scene.strays()).toEqual([]);
});

test('so many steps back', async () => {
  expect(await scene.db.rollback({ steps: 1 })).toMatchObject({
    to: '004-mvp4-idz-integration',
    failure: null,
  });
});

test.each([{ steps: 9 }, { to: '000' }, { to: '9' }, { steps: 0 }])(
  'a rollback that makes no sense changes nothing: %o',
  async (target) => {
    const report: UpgradeReport = await scene.db.rollback(target);
    expect(report.failure?.kind).toBe('invalid-request');
    expect(report.failure?.recovery).toContain('was not changed');
    expect(await scene.version()).toBe(newest);
  },
);

test('wants to be confirmed in production', async () => {
  const report = await scene.db.rollback({ steps: 1, profile: 'production' });
  expect(report.failure).toMatchObject({
    kind: 'not-confirmed',
    message: expect.stringContaining('rollback'),
  });
  expect(await scene.version()).toBe(newest);
});

test('can be cancelled until the steps run', async () => {
  const signal = { aborted: false };
  const report = await scene.db.rollback(
    { steps: 1 },
    (at) => (signal.aborted ||= at.phase === 'rehearsing'),
    signal,
  );
  expect(report).toMatchObject({ failure: { kind: 'cancelled' }, to: newest });
  expect(await projects()).toHaveLength(2);
});
