import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { migrations } from '../../migrations/index.ts';
import { onEveryEngine } from '../store/testing/on-every-engine.ts';
import { rejection } from '../store/testing/rejection.ts';
import { MigrationManager } from './migration-manager.ts';
import type { StepProgress } from './run-options.ts';
import { runScript } from './schema-access.ts';
import { readSchemaHistory } from './schema-history.ts';
import { readAllRows } from './testing/all-rows.ts';
import { makeAt, shapeOf, type AtVersion } from './testing/at-version.ts';
import { ownStep, withReleased } from './testing/own-step.ts';

const versions = migrations.map(({ version }) => version);
const [first = '', second = '', third = ''] = versions;
const latest = versions.at(-1) ?? '';

onEveryEngine((under) => {
  const at = (version: string): Promise<AtVersion> => makeAt(under, version);

  const pairs = versions.flatMap((from, index) => versions.slice(index + 1).map((to) => [from, to] as const));

  test.each(pairs)('from %s to %s and back', async (from, to) => {
    const { db, manager } = await at(from);
    const [shape, rows] = [await shapeOf(db), await readAllRows(await db.store())];
    const steps = versions.slice(versions.indexOf(from) + 1, versions.indexOf(to) + 1);
    const up = await manager.migrateTo(to);
    expect(up.map(({ version, success, error }) => [version, success, error])).toEqual(
      steps.map((version) => [version, true, null]),
    );
    expect(await manager.getCurrentVersion()).toBe(to);
    expect(await manager.historyProblems()).toEqual([]);
    const down = await manager.rollbackTo(from);
    expect(down.map(({ version, success }) => [version, success])).toEqual(
      steps.toReversed().map((version) => [version, true]),
    );
    expect(await manager.getCurrentVersion()).toBe(from);
    expect(await shapeOf(db)).toEqual(shape);
    expect(await readAllRows(await db.store())).toEqual(rows);
    expect((await db.search('S0C7')).length).toBe(2);
  });

  test('says where it stands, what is pending, and what has ever been done', async () => {
    const { db, manager } = await at(second);
    await manager.migrateTo(third, { actor: 'ann' });
    expect(manager.latestVersion).toBe(latest);
    expect((await manager.getPendingMigrations()).map(({ version }) => version)).toEqual(versions.slice(3));
    const applied = await manager.getAppliedMigrations();
    expect(applied.map(({ version }) => version)).toEqual([first, second, third]);
    const times = applied.map(({ appliedAt }) => appliedAt);
    expect(times).toEqual([...new Set(times)].toSorted());
    const newest = sql`select version from schema_version order by applied_at desc limit 1`;
    expect((await newest.execute((await db.store()).db)).rows).toEqual([{ version: third }]);
    const { events } = await readSchemaHistory(await db.store());
    expect(
      events.map(({ direction, version, outcome }) => `${direction} ${version.slice(0, 3)} ${outcome}`),
    ).toEqual([
      'up 003 done',
      'down 003 done',
      'down 004 done',
      'down 005 done',
      'up 005 done',
      'up 004 done',
      'up 003 done',
      'up 002 done',
      'up 001 done',
    ]);
    expect(events[0]).toMatchObject({
      actor: 'ann',
      appVersion: '0.1.0',
      checksum: applied[2]?.checksum,
      error: null,
    });
  });

  test('a version may be given by its number', async () => {
    const { manager } = await at('1');
    expect(await manager.migrateTo('003')).toHaveLength(2);
    expect(await manager.rollbackTo('2')).toHaveLength(1);
  });

  test('steps may be undone by their number', async () => {
    const { manager } = await at(latest);
    expect((await manager.rollback({ steps: 2 })).map(({ version }) => version)).toEqual(
      versions.slice(3).toReversed(),
    );
    expect(await manager.getCurrentVersion()).toBe(third);
  });

  test('where there is nothing to do, nothing is done', async () => {
    const { manager } = await at(latest);
    expect(await manager.migrate()).toEqual([]);
    expect(await manager.migrateTo(latest)).toEqual([]);
    expect(await manager.rollbackTo(latest)).toEqual([]);
  });

  describe('a request that makes no sense is refused, with the way out', () => {
    test.each<[string, (manager: MigrationManager) => Promise<unknown>, RegExp]>([
      ['an upgrade to an older version', (manager) => manager.migrateTo(first), /roll back to 001-mvp1-base/],
      ['an unknown version', (manager) => manager.migrateTo('007'), /This program knows: 001-mvp1-base/],
      ['a rollback to an unknown version', (manager) => manager.rollbackTo('nonsense'), /This program knows/],
      ['a rollback to what is not applied', (manager) => manager.rollbackTo(latest), /Choose one of: 001/],
      ['a rollback to before the first', (manager) => manager.rollbackTo('000'), /At most 2 steps/],
      ['more steps than there are', (manager) => manager.rollback({ steps: 3 }), /At most 2 steps/],
      ['no steps', (manager) => manager.rollback({ steps: 0 }), /1 or more/],
      ['a step that is applied', (manager) => manager.executeMigration(second), /nothing to do/],
      ['a step before another', (manager) => manager.executeMigration('005'), /Upgrade to 005/],
    ])('%s', async (_name, ask, wayOut) => {
      const { manager } = await at(third);
      const failure = await rejection(ask(manager));
      expect(failure.kind).toBe('invalid-request');
      expect(failure.recovery).toMatch(/^Nothing was changed/);
      expect(failure.recovery).toMatch(wayOut);
      expect(await manager.getCurrentVersion()).toBe(third);
    });
  });

  test('tells of each step as it begins', async () => {
    const { manager } = await at(third);
    const told: StepProgress[] = [];
    await manager.migrate({ onStep: (progress) => told.push(progress) });
    expect(told.map(({ version, done, total }) => [version, done, total])).toEqual([
      [versions[3], 0, 2],
      [versions[4], 1, 2],
    ]);
  });

  test('cancelled before it begins, it has done nothing', async () => {
    const { db, manager } = await at(first);
    const rows = await readAllRows(await db.store());
    expect((await rejection(manager.migrate({ signal: AbortSignal.abort() }))).kind).toBe('cancelled');
    expect(await readAllRows(await db.store())).toEqual(rows);
  });

  describe('custom steps', () => {
    const own = ownStep({ up: 'CREATE TABLE own (id TEXT PRIMARY KEY);', down: 'DROP TABLE own;' });

    test('one that is applied early does not stand in the way of released ones', async () => {
      const { db } = await at(second);
      const manager = new MigrationManager(db, withReleased(own));
      expect(await manager.executeMigration('010')).toMatchObject([{ version: '010-own', success: true }]);
      expect(await manager.getCurrentVersion()).toBe('010-own');
      expect(await manager.historyProblems()).toEqual([]);
      expect((await manager.migrateTo(third)).map(({ version }) => version)).toEqual([third]);
      expect((await manager.migrate()).map(({ version }) => version)).toEqual(versions.slice(3));
      expect((await manager.rollback({ steps: 1 })).map(({ version }) => version)).toEqual(['010-own']);
      expect(await manager.getCurrentVersion()).toBe(latest);
    });

    test('all are applied and undone with the released ones', async () => {
      const { db } = await at(first);
      const manager = new MigrationManager(db, withReleased(own));
      expect(await manager.migrate()).toHaveLength(5);
      expect(await manager.rollbackTo(first)).toHaveLength(5);
      expect(await manager.getCurrentVersion()).toBe(first);
    });
  });

  test('shows what a rollback would keep without doing it', async () => {
    const { db, manager } = await at(latest);
    const store = await db.store();
    await runScript(
      store,
      store.db,
      `INSERT INTO users (id, username, email) VALUES ('u', 'ann', 'ann@example.org')`,
    );
    const before = await readAllRows(store);
    expect(await manager.previewRollback({ to: '004' })).toEqual([
      { version: latest, table: 'users', rows: 1 },
    ]);
    expect(await readAllRows(store)).toEqual(before);
    expect(await manager.getCurrentVersion()).toBe(latest);
    expect(await manager.rollbackTo('004')).toMatchObject([
      { kept: [{ version: latest, table: 'users', rows: 1 }] },
    ]);
    expect((await readSchemaHistory(store)).kept).toEqual([{ version: latest, table: 'users', rows: 1 }]);
    expect(await manager.migrate()).toMatchObject([
      { broughtBack: [{ version: latest, table: 'users', rows: 1 }] },
    ]);
    expect((await readSchemaHistory(store)).kept).toEqual([]);
  });

  test.runIf(under.engine === 'sqlite')(
    'a file says in its header which released step it stands at',
    async () => {
      const { db, manager } = await at(third);
      const store = await db.store();
      const stands = () =>
        store.engine === 'sqlite' && store.connection.pragma('user_version', { simple: true });
      expect(stands()).toBe(3);
      await manager.migrate();
      expect(stands()).toBe(5);
      const own = ownStep({ up: 'CREATE TABLE own (id TEXT PRIMARY KEY);', down: 'DROP TABLE own;' });
      await new MigrationManager(db, withReleased(own)).migrate();
      expect(stands()).toBe(5);
    },
  );
});
