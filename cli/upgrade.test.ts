import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type Sqlite from 'better-sqlite3';
import { beforeAll, describe, expect, test } from 'vitest';
import { fillEveryTable } from '../core/upgrade/testing/fill-every-table.ts';
import { latestVersion, migrations } from '../migrations/index.ts';
import { entriesOf, hashOf, rowsOf, within } from './testing/rows.ts';
import { document, failed, kb, testFolder, type Document } from './testing/run-kb.ts';

const folder = testFolder();
const old = join(folder, 'old.db');
const base = '001-mvp1-base';
const later = migrations.map(({ version }) => version).slice(1);

beforeAll(() => {
  document('init', '--starter', '--to', '1', '--db', old);
});

let copies = 0;

/** A knowledge base of its own for a test: the starter entries at 001. */
function oldOne(): string {
  copies += 1;
  const path = join(folder, `copy-${copies}.db`);
  copyFileSync(old, path);
  return path;
}

/** The same at the newest version, with rows in every table. */
async function newOne(): Promise<string> {
  const path = oldOne();
  document('migrate', '--db', path);
  await within(path, (store) => fillEveryTable(store, 20));
  return path;
}

function addCustom(path: string, step: Document, file = `${String(step['version'])}.json`): string {
  const place = `${path}.migrations`;
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, file), JSON.stringify(step));
  return join(place, file);
}

const customStep = {
  version: '010-custom-feature',
  name: 'Add Custom Feature Tables',
  up: 'CREATE TABLE custom_feature (id TEXT PRIMARY KEY, name TEXT NOT NULL);',
  down: 'DROP TABLE custom_feature;',
  validate: "SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'custom_feature'",
};
const brokenStep = { ...customStep, up: 'INSERT INTO no_such_table VALUES (1);' };

const versions = (list: unknown): readonly string[] =>
  (list as { version: string }[]).map(({ version }) => version);

test('status lists what is pending, with what was applied and how long it took', () => {
  const status = document('status', '--db', oldOne());
  expect(status).toMatchObject({ version: base, latest: latestVersion, problems: [] });
  expect(versions(status['pending'])).toEqual(later);
  expect(status['applied']).toMatchObject([
    { version: base, appliedAt: expect.any(String), durationMs: expect.any(Number) },
  ]);
});

test('checklist names every check, and fails when one does', async () => {
  const db = oldOne();
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
    const db = oldOne();
    const entries = await entriesOf(db);
    const report = document('migrate', '--db', db);
    expect(report).toMatchObject({ from: base, to: latestVersion, validated: true, rolledBack: false });
    expect(report).not.toHaveProperty('error');
    expect(report['results']).toEqual(
      later.map((version) =>
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
    const db = oldOne();
    expect(document('migrate', '--to', to, '--db', db)).toMatchObject({ to: '003-mvp3-code-analysis' });
    expect(document('status', '--db', db)).toMatchObject({ version: '003-mvp3-code-analysis' });
  });

  test('--dry-run shows the plan with its SQL, and changes nothing', async () => {
    const db = oldOne();
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
      later.map((version) =>
        expect.objectContaining({ version, sql: expect.stringContaining('CREATE TABLE'), file: null }),
      ),
    );
    expect(await rowsOf(db)).toEqual(rows);
    expect(document('backup', 'list', '--db', db)).toEqual({ backups: [] });
  });

  test('--dry-run --rehearse tells how long it will take', async () => {
    const db = oldOne();
    const rows = await rowsOf(db);
    expect(document('migrate', '--dry-run', '--rehearse', '--db', db)).toMatchObject({
      forecastMs: expect.any(Number),
      rehearsal: { ok: true },
    });
    expect(await rowsOf(db)).toEqual(rows);
  });

  test('does nothing where there is nothing to do', () => {
    const db = oldOne();
    document('migrate', '--db', db);
    expect(document('migrate', '--db', db)).toMatchObject({
      from: latestVersion,
      to: latestVersion,
      results: [],
    });
  });

  test('refuses a version that there is none of', () => {
    const { error, said } = failed('migrate', '--to', '77', '--db', oldOne());
    expect(error).toMatchObject({ kind: 'invalid-request' });
    expect(said).toContain('77');
  });
});

describe('profiles', () => {
  test('production wants it confirmed, and changes nothing before', async () => {
    const db = oldOne();
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
    const db = oldOne();
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
    const report = document('rehearse', '--profile', 'staging', '--db', oldOne());
    expect(report['performance']).toMatchObject({
      beforeMs: expect.any(Number),
      afterMs: expect.any(Number),
    });
  });
});

test('rehearse tries it on a copy and leaves nothing behind', async () => {
  const db = oldOne();
  const rows = await rowsOf(db);
  const report = document('rehearse', '--db', db);
  expect(report).toMatchObject({ ok: true, from: base, to: latestVersion, durationMs: expect.any(Number) });
  expect(report['checks']).toEqual(
    expect.arrayContaining([{ name: expect.any(String), ok: true, detail: expect.any(String) }]),
  );
  expect(await rowsOf(db)).toEqual(rows);
  expect(document('rehearse', '--to', '2', '--db', db)).toMatchObject({ to: '002-mvp2-pattern-detection' });
});

describe('rollback', () => {
  test('keeps what the older schema cannot hold, and the next upgrade brings it back', async () => {
    const db = await newOne();
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
    expect(versions(report['results'])).toEqual(later.toReversed());
    const status = document('status', '--db', db);
    expect(status['kept']).toEqual(
      expect.arrayContaining([expect.objectContaining({ table: 'incidents', rows: 20 })]),
    );

    expect(document('migrate', '--db', db)).toMatchObject({ to: latestVersion, conflicts: 0 });
    expect(await rowsOf(db)).toEqual(rows);
    expect(document('conflicts', 'list', '--db', db)).toEqual({ conflicts: [] });
  });

  test('--steps goes back so many', async () => {
    const db = await newOne();
    expect(document('rollback', '--steps', '2', '--db', db)).toMatchObject({ to: '003-mvp3-code-analysis' });
    expect(document('rollback', '--steps=1', '--db', db)).toMatchObject({ to: '002-mvp2-pattern-detection' });
  });

  test('further back than there is, or forward, is refused', async () => {
    const db = await newOne();
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
    const run = kb('rollback', ...args, '--db', old);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain('Usage: kb rollback');
  });
});

test('conflicts are listed with both sides, and settled one by one', async () => {
  const db = await newOne();
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

describe('custom steps', () => {
  test('are shown with their SQL, and applied and undone like the others', () => {
    const db = oldOne();
    const file = addCustom(db, customStep);
    expect(versions(document('status', '--db', db)['pending'])).toEqual([...later, customStep.version]);
    expect(document('migrate', '--dry-run', '--db', db)['steps']).toContainEqual({
      version: customStep.version,
      name: customStep.name,
      sql: expect.stringContaining('CREATE TABLE custom_feature'),
      file,
    });
    const run = kb('migrate', '--db', db);
    expect(run.code).toBe(0);
    expect(run.stderr).toContain('CREATE TABLE custom_feature');
    expect(run.stderr).toContain(file);
    expect(document('status', '--db', db)).toMatchObject({ version: customStep.version });
    expect(document('rollback', '--steps', '1', '--db', db)).toMatchObject({ to: latestVersion });
  });

  test('that fail change nothing, and the history tells', async () => {
    const db = oldOne();
    const rows = await rowsOf(db);
    addCustom(db, brokenStep);
    const report = failed('migrate', '--db', db);
    expect(report).toMatchObject({
      from: base,
      to: base,
      validated: false,
      error: { kind: 'migration-failed' },
    });
    expect(report.said).toContain('010-custom-feature');
    expect(await rowsOf(db)).toEqual(rows);
    expect(document('status', '--db', db)).toMatchObject({ version: base, notice: null });
  });

  test('that fail in the upgrade itself are in the history', async () => {
    const db = oldOne();
    const rows = await rowsOf(db);
    addCustom(db, brokenStep);
    // Without a rehearsal, which would have stopped it.
    const report = failed('migrate', '--profile', 'development', '--db', db);
    expect(report['results']).toContainEqual(
      expect.objectContaining({ version: brokenStep.version, success: false }),
    );
    const { events } = document('history', '--db', db) as { events: Document[] };
    expect(events).toContainEqual(
      expect.objectContaining({
        version: brokenStep.version,
        outcome: 'failed',
        direction: 'up',
        error: expect.any(String),
      }),
    );
    expect(await rowsOf(db)).toEqual(rows);
  });

  test('that cannot be understood are named with file and line', () => {
    const db = oldOne();
    addCustom(db, {}, '011-odd.json');
    const { error, said } = failed('migrate', '--db', db);
    expect(error).toMatchObject({ kind: 'history-mismatch' });
    expect(said).toContain('011-odd.json');
  });
});

describe('what stands in the way is named, and nothing is changed', () => {
  test('a file that a newer program wrote', async () => {
    const db = await newOne();
    await within(db, ({ connection }) =>
      connection.exec(
        `INSERT INTO schema_version SELECT '009-from-the-future', 'Later', checksum, '2099-01-01T00:00:00.000Z', 1, '9.0.0', actor, '009-from-the-future'
           FROM schema_version LIMIT 1; PRAGMA user_version = 9`,
      ),
    );
    const hash = hashOf(db);
    for (const command of ['migrate', 'rollback --to 1', 'rehearse', 'backup create']) {
      const { error, said } = failed(...command.split(' '), '--db', db);
      expect(error).toMatchObject({ kind: 'newer-file' });
      expect(said).toContain('009-from-the-future');
    }
    expect(hashOf(db)).toBe(hash);
  });

  test('a database that another process has locked', async () => {
    const db = oldOne();
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
