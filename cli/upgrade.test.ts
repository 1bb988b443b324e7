import { copyFileSync, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { SmallDisk } from '../core/upgrade/testing/small-disk.ts';
import { latestVersion } from '../migrations/index.ts';
import { laterVersions, newKnowledge, oldKnowledge, versionsOf } from './testing/old-knowledge.ts';
import { entriesOf, hashOf, rowsOf, within } from './testing/rows.ts';
import { document, failed, kb, testFolder } from './testing/run-kb.ts';

const folder = testFolder();
const base = '001-mvp1-base';

test('status lists what is pending, with what was applied and how long it took', () => {
  const status = document('status', '--db', oldKnowledge(folder));
  expect(status).toMatchObject({ version: base, latest: latestVersion, problems: [] });
  expect(versionsOf(status['pending'])).toEqual(laterVersions);
  expect(status['applied']).toMatchObject([
    { version: base, appliedAt: expect.any(String), durationMs: expect.any(Number) },
  ]);
});

test('checklist names every check, and fails when one does', async () => {
  const db = oldKnowledge(folder);
  document('backup', 'create', '--db', db);
  const checklist = document('checklist', '--db', db);
  expect(checklist).toMatchObject({ ok: true });
  const checks = checklist['checks'] as { name: string; ok: boolean; detail: string }[];
  expect(checks.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['health', 'integrity', 'backup', 'disk-space', 'performance']),
  );
  for (const { detail } of checks) expect(detail).toMatch(/\w.*\.$/);
  await within(db, ({ connection }) => connection.exec("UPDATE schema_version SET checksum = 'edited'"));
  const run = kb('checklist', '--db', db, '--json');
  expect(run.code).toBe(1);
  expect(JSON.parse(run.stdout)).toMatchObject({ ok: false });
});

describe('migrate', () => {
  test('upgrades, with a verified backup, and loses nothing', async () => {
    const db = oldKnowledge(folder);
    const entries = await entriesOf(db);
    const report = document('migrate', '--db', db);
    expect(report).toMatchObject({ from: base, to: latestVersion, validated: true, rolledBack: false });
    expect(report).not.toHaveProperty('error');
    expect(report['results']).toEqual(
      laterVersions.map((version) =>
        expect.objectContaining({
          version,
          name: expect.any(String),
          success: true,
          durationMs: expect.any(Number),
          error: null,
        }),
      ),
    );
    const backup = report['backup'] as { path: string; sha256: string; verified: boolean };
    expect(backup).toMatchObject({ sha256: hashOf(backup.path), verified: true });
    expect(document('backup', 'verify', backup.path)).toMatchObject({ ok: true });
    expect(await entriesOf(db)).toBe(entries);
    expect(document('status', '--db', db)).toMatchObject({
      version: latestVersion,
      pending: [],
      notice: null,
    });
  });

  test.each(['3', '003', '003-mvp3-code-analysis'])('--to %s stops there', (to) => {
    const db = oldKnowledge(folder);
    expect(document('migrate', '--to', to, '--db', db)).toMatchObject({ to: '003-mvp3-code-analysis' });
    expect(document('status', '--db', db)).toMatchObject({ version: '003-mvp3-code-analysis' });
  });

  test('--dry-run shows the plan with its SQL, and changes nothing', async () => {
    const db = oldKnowledge(folder);
    const rows = await rowsOf(db);
    const plan = document('migrate', '--dry-run', '--db', db);
    expect(plan).toMatchObject({
      from: base,
      to: latestVersion,
      backup: null,
      results: [],
      validated: false,
      rolledBack: false,
      neededBytes: expect.any(Number),
      freeBytes: expect.any(Number),
      forecastMs: null,
      problems: [],
    });
    expect(plan['steps']).toEqual(
      laterVersions.map((version) =>
        expect.objectContaining({ version, sql: expect.stringContaining('CREATE TABLE'), file: null }),
      ),
    );
    expect(await rowsOf(db)).toEqual(rows);
    expect(document('backup', 'list', '--db', db)).toEqual({ backups: [] });
  });

  test('--dry-run --rehearse tells how long it will take', async () => {
    const db = oldKnowledge(folder);
    const rows = await rowsOf(db);
    expect(document('migrate', '--dry-run', '--rehearse', '--db', db)).toMatchObject({
      forecastMs: expect.any(Number),
      rehearsal: { ok: true },
    });
    expect(await rowsOf(db)).toEqual(rows);
  });

  test('does nothing where there is nothing to do', () => {
    const db = oldKnowledge(folder);
    document('migrate', '--db', db);
    expect(document('migrate', '--db', db)).toMatchObject({
      from: latestVersion,
      to: latestVersion,
      results: [],
    });
  });

  test('refuses a version that there is none of', () => {
    const { error, said } = failed('migrate', '--to', '77', '--db', oldKnowledge(folder));
    expect(error).toMatchObject({ kind: 'invalid-request' });
    expect(said).toContain('77');
  });
});

describe('profiles', () => {
  test('production wants it confirmed, and changes nothing before', async () => {
    const db = oldKnowledge(folder);
    const rows = await rowsOf(db);
    const report = failed('migrate', '--profile', 'production', '--db', db);
    expect(report).toMatchObject({
      from: base,
      to: base,
      backup: null,
      results: [],
      error: { kind: 'not-confirmed' },
    });
    expect(report.said).toContain('--yes');
    expect(await rowsOf(db)).toEqual(rows);
    expect(document('migrate', '--profile', 'production', '--yes', '--db', db)).toMatchObject({
      to: latestVersion,
    });
    expect(failed('rollback', '--to', '1', '--profile', 'production', '--db', db)).toMatchObject({
      error: { kind: 'not-confirmed' },
    });
    expect(document('rollback', '--to', '1', '--profile', 'production', '--yes', '--db', db)).toMatchObject({
      to: base,
    });
  });

  test('development makes no backup and adds test data, once', () => {
    const db = oldKnowledge(folder);
    const before = document('status', '--db', db)['entries'] as number;
    const report = document('migrate', '--profile', 'development', '--db', db);
    expect(report).toMatchObject({ backup: null, to: latestVersion });
    const seeded = report['seeded'] as number;
    expect(seeded).toBeGreaterThan(0);
    expect(document('status', '--db', db)).toMatchObject({ entries: before + seeded });
    document('rollback', '--to', '1', '--profile', 'development', '--db', db);
    expect(document('migrate', '--profile', 'development', '--db', db)).toMatchObject({ seeded: 0 });
  });

  test('staging times searches', () => {
    const report = document('rehearse', '--profile', 'staging', '--db', oldKnowledge(folder));
    expect(report['performance']).toMatchObject({
      beforeMs: expect.any(Number),
      afterMs: expect.any(Number),
    });
  });
});

test('rehearse tries it on a copy and leaves nothing behind', async () => {
  const db = oldKnowledge(folder);
  const rows = await rowsOf(db);
  const report = document('rehearse', '--db', db);
  expect(report).toMatchObject({ ok: true, from: base, to: latestVersion, durationMs: expect.any(Number) });
  expect(report['checks']).toEqual(
    expect.arrayContaining([{ name: expect.any(String), ok: true, detail: expect.any(String) }]),
  );
  expect(await rowsOf(db)).toEqual(rows);
  expect(document('rehearse', '--to', '2', '--db', db)).toMatchObject({ to: '002-mvp2-pattern-detection' });
});

describe('what stands in the way is named, and nothing is changed', () => {
  test('a file that a newer program wrote', async () => {
    const db = await newKnowledge(folder);
    await within(db, ({ connection }) =>
      connection.exec(
        `INSERT INTO schema_version SELECT '009-from-the-future', 'Later', checksum, '2099-01-01T00:00:00.000Z', 1, '9.0.0', actor, '${base}'
           FROM schema_version LIMIT 1; PRAGMA user_version = 9`,
      ),
    );
    const hash = hashOf(db);
    for (const command of ['migrate', 'rollback --to 1', 'rehearse', 'backup create']) {
      const { error, said } = failed(...command.split(' '), '--db', db);
      expect(error).toMatchObject({ kind: 'newer-file' });
      expect(said).toContain('009-from-the-future');
    }
    // Its steps only added to what this program knows, so it can be read.
    expect(document('status', '--db', db)).toMatchObject({ version: '009-from-the-future', readOnly: true });
    expect(document('search', 'VSAM status 35', '--db', db)['total']).toBeGreaterThan(0);
    expect(hashOf(db)).toBe(hash);
  });

  test('a folder that cannot be written', (context) => {
    const disk = SmallDisk.mount(join(folder, 'disk'), 2 ** 26);
    if (typeof disk === 'string') return context.skip(disk);
    try {
      const db = join(disk.folder, 'old.db');
      copyFileSync(oldKnowledge(folder), db);
      const hash = hashOf(db);
      disk.setReadOnly(true);
      for (const command of ['migrate', 'rehearse', 'backup create']) {
        const { error, said } = failed(...command.split(' '), '--db', db);
        expect(error).toMatchObject({ kind: 'read-only-file' });
        expect(said).toContain(db);
      }
      expect(document('status', '--db', db)).toMatchObject({ version: base, readOnly: true });
      expect(document('search', 'VSAM status 35', '--db', db)['total']).toBeGreaterThan(0);
      expect(hashOf(db)).toBe(hash);
    } finally {
      disk.unmount();
    }
  });

  test('a database that another process has locked', async () => {
    const db = oldKnowledge(folder);
    const rows = await rowsOf(db);
    const Database = createRequire(import.meta.url)('better-sqlite3') as typeof Sqlite;
    const other = new Database(db);
    other.exec('BEGIN EXCLUSIVE');
    const { error, said } = failed('migrate', '--db', db);
    other.close();
    expect(error).toMatchObject({ kind: 'locked-file' });
    expect(said).toContain(db);
    expect(await rowsOf(db)).toEqual(rows);
    expect(existsSync(`${db}.upgrading`)).toBe(false);
  }, 60_000);

  test('a knowledge base that is not there', () => {
    for (const command of [
      'migrate',
      'rehearse',
      'rollback --steps 1',
      'checklist',
      'backup create',
      'history',
    ]) {
      const path = join(folder, 'nowhere.db');
      expect(failed(...command.split(' '), '--db', path)).toMatchObject({ error: { kind: 'file-missing' } });
      expect(existsSync(path)).toBe(false);
    }
  });
});
