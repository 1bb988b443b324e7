import { describe, expect, test } from 'vitest';
import { latestVersion } from '../migrations/index.ts';
import { laterVersions, newKnowledge, oldKnowledge, versionsOf } from './testing/old-knowledge.ts';
import { rowsOf } from './testing/rows.ts';
import { document, failed, kb, testFolder } from './testing/run-kb.ts';

const folder = testFolder();
const base = '001-mvp1-base';

describe('rollback', () => {
  test('keeps what the older schema cannot hold, and the next upgrade brings it back', async () => {
    const db = await newKnowledge(folder);
    const rows = await rowsOf(db);
    const plan = document('rollback', '--to', '1', '--dry-run', '--db', db);
    expect(plan).toMatchObject({ from: latestVersion, to: base, results: [], backup: null });
    expect(plan['keeps']).toEqual(
      expect.arrayContaining([expect.objectContaining({ table: 'incidents', rows: 20 })]),
    );
    expect(await rowsOf(db)).toEqual(rows);

    const report = document('rollback', '--to', '001-mvp1-base', '--db', db);
    expect(report).toMatchObject({
      from: latestVersion,
      to: base,
      validated: true,
      rolledBack: false,
      backup: { verified: true },
    });
    expect(versionsOf(report['results'])).toEqual(laterVersions.toReversed());
    const status = document('status', '--db', db);
    expect(status['kept']).toEqual(
      expect.arrayContaining([expect.objectContaining({ table: 'incidents', rows: 20 })]),
    );

    expect(document('migrate', '--db', db)).toMatchObject({ to: latestVersion, conflicts: 0 });
    expect(await rowsOf(db)).toEqual(rows);
    expect(document('conflicts', 'list', '--db', db)).toEqual({ conflicts: [] });
  });

  test('--steps goes back so many', async () => {
    const db = await newKnowledge(folder);
    expect(document('rollback', '--steps', '2', '--db', db)).toMatchObject({ to: '003-mvp3-code-analysis' });
    expect(document('rollback', '--steps=1', '--db', db)).toMatchObject({ to: '002-mvp2-pattern-detection' });
  });

  test('further back than there is, or forward, is refused', async () => {
    const db = await newKnowledge(folder);
    const rows = await rowsOf(db);
    expect(failed('rollback', '--steps', '77', '--db', db)).toMatchObject({
      error: { kind: 'invalid-request' },
    });
    document('rollback', '--to', '2', '--db', db);
    expect(failed('rollback', '--to', '4', '--db', db)).toMatchObject({ error: { kind: 'invalid-request' } });
    document('migrate', '--db', db);
    expect(await rowsOf(db)).toEqual(rows);
  });

  test.each([
    ['neither', []],
    ['both', ['--to', '1', '--steps', '1']],
    ['no step', ['--steps', '0']],
    ['less than none', ['--steps', '-1']],
    ['no number', ['--steps', 'two']],
  ])('given %s of --to and --steps, it shows its usage', (_name, args) => {
    const run = kb('rollback', ...args, '--db', oldKnowledge(folder));
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain('Usage: kb rollback');
  });
});

test('conflicts are listed with both sides, and settled one by one', async () => {
  const db = await newKnowledge(folder);
  const update = (metadata: string): unknown =>
    document('entry', 'update', 'starter-vsam-status-35', '--metadata', metadata, '--db', db);
  update('{"seen":"at the newest"}');
  document('rollback', '--to', '1', '--db', db);
  update('{"seen":"at the oldest"}');
  const { conflicts } = document('migrate', '--db', db);
  const { conflicts: listed } = document('conflicts', 'list', '--db', db) as { conflicts: { id: number }[] };
  expect(listed).toHaveLength(Number(conflicts));
  expect(listed.length).toBeGreaterThan(0);
  expect(listed[0]).toMatchObject({
    version: expect.any(String),
    table: expect.any(String),
    reason: expect.any(String),
  });
  const [first] = listed;
  expect(document('conflicts', 'settle', String(first?.id), 'present', '--db', db)).toMatchObject({
    id: first?.id,
    choice: 'present',
    remaining: listed.length - 1,
  });
  expect(failed('conflicts', 'settle', String(first?.id), 'kept', '--db', db)).toMatchObject({
    error: { kind: 'not-found' },
  });
  expect(kb('conflicts', 'settle', '1', 'perhaps', '--db', db).code).toBe(2);
});
