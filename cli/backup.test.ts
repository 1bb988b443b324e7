import { copyFileSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { entriesOf, hashOf, rowsOf } from './testing/rows.ts';
import { document, failed, kb, testFolder } from './testing/run-kb.ts';

const folder = testFolder();
const starter = join(folder, 'starter.db');

beforeAll(() => {
  document('init', '--starter', '--db', starter);
});

let copies = 0;

function copy(): string {
  copies += 1;
  const path = join(folder, `copy-${copies}.db`);
  copyFileSync(starter, path);
  return path;
}

/** A knowledge base with a backup, after which one entry was changed and one added. */
function changedSince(): { readonly db: string; readonly backup: string } {
  const db = copy();
  const backup = String(document('backup', 'create', '--db', db)['path']);
  document('entry', 'update', 'starter-vsam-status-35', '--title', 'Changed since', '--db', db);
  document('entry', 'add', '--title', 'New', '--problem', 'p', '--solution', 's', '--db', db);
  return { db, backup };
}

test('backup create says what it made, and list has it', () => {
  const db = copy();
  const made = document('backup', 'create', '--type', 'pre-migration', '--tag', 'mvp1-to-mvp2', '--db', db);
  expect(made).toMatchObject({
    path: expect.stringContaining(`${db}.backups`),
    sha256: hashOf(String(made['path'])),
    sizeBytes: readFileSync(String(made['path'])).length,
    version: expect.any(String),
    entries: expect.any(Number),
    createdAt: expect.any(String),
    type: 'pre-migration',
    tag: 'mvp1-to-mvp2',
    verified: true,
  });
  document('backup', 'create', '--db', db);
  const { backups } = document('backup', 'list', '--db', db) as { backups: { type: string }[] };
  expect(backups.map(({ type }) => type)).toEqual(['manual', 'pre-migration']);
  expect(backups[1]).toEqual(made);
});

test('backup show lists what is different first, and recover brings it back', async () => {
  const { db, backup } = changedSince();
  const shown = document('backup', 'show', backup, '--limit', '2', '--db', db);
  expect(shown['entries']).toHaveLength(2);
  expect((shown['entries'] as unknown[])[0]).toMatchObject({
    id: 'starter-vsam-status-35',
    title: expect.stringContaining('35'),
    category: 'VSAM',
    updatedAt: expect.any(String),
    state: 'changed',
  });
  expect(shown['total']).toBeGreaterThan(2);
  const found = document('backup', 'show', backup, '--query', 'status 35', '--db', db);
  expect(found['total']).toBeLessThan(Number(shown['total']));

  const entries = Number(document('status', '--db', db)['entries']);
  expect(
    document('backup', 'recover', backup, 'starter-vsam-status-35', 'starter-vsam-status-39', '--db', db),
  ).toEqual({
    added: [],
    updated: ['starter-vsam-status-35'],
    unchanged: ['starter-vsam-status-39'],
  });
  expect(String(document('entry', 'get', 'starter-vsam-status-35', '--db', db)['title'])).toContain('35');
  expect(document('status', '--db', db)).toMatchObject({ entries });
  expect(failed('backup', 'recover', backup, 'no-such-entry', '--db', db)).toMatchObject({
    error: { kind: 'not-found' },
  });
});

test('the second folder is set, used and unset', () => {
  const db = copy();
  const second = join(folder, 'second');
  expect(document('backup', 'second-folder', '--db', db)).toEqual({ folder: null });
  expect(failed('backup', 'second-folder', second, '--db', db).said).toContain(second);
  mkdirSync(second);
  expect(document('backup', 'second-folder', second, '--db', db)).toEqual({ folder: second });
  const made = document('backup', 'create', '--db', db);
  expect(String(made['copy'])).toContain(second);
  expect(hashOf(String(made['copy']))).toBe(made['sha256']);
  expect(document('backup', 'second-folder', '--off', '--db', db)).toEqual({ folder: null });
  expect(document('backup', 'create', '--db', db)).toMatchObject({ copy: null });
  expect(kb('backup', 'second-folder', second, '--off', '--db', db).code).toBe(2);
});

describe('restore', () => {
  test('says what it would discard, restores, and can be undone', async () => {
    const { db, backup } = changedSince();
    const rows = await rowsOf(db);
    const discards = { entriesAdded: 1, entriesChanged: 1 };
    expect(document('restore', backup, '--dry-run', '--db', db)).toMatchObject({ restored: false, discards });
    expect(await rowsOf(db)).toEqual(rows);
    const report = document('restore', backup, '--db', db);
    expect(report).toMatchObject({ discards, previous: { path: expect.any(String) } });
    expect(await entriesOf(db)).toBe(await entriesOf(starter));
    document('restore', '--undo', '--db', db);
    expect(await rowsOf(db)).toEqual(rows);
  });

  test('wants --yes under the production profile', async () => {
    const { db, backup } = changedSince();
    const rows = await rowsOf(db);
    const { error, said } = failed('restore', backup, '--profile', 'production', '--db', db);
    expect(error).toMatchObject({ kind: 'not-confirmed' });
    expect(said).toContain('--yes');
    expect(await rowsOf(db)).toEqual(rows);
  });

  test.each([
    ['cut short', (path: string) => truncateSync(path, 20_000), 'corrupt-file'],
    ['changed by one bit', flipBit, 'corrupt-file'],
    ['empty', (path: string) => writeFileSync(path, ''), 'foreign-file'],
    ['something else', (path: string) => writeFileSync(path, 'shopping list'), 'foreign-file'],
  ])('refuses a backup that is %s', async (_name, damage, kind) => {
    const { db, backup } = changedSince();
    const rows = await rowsOf(db);
    damage(backup);
    const { error, said } = failed('restore', backup, '--db', db);
    expect(error).toMatchObject({ kind });
    expect(said).toContain(backup);
    const verified = kb('backup', 'verify', backup, '--json');
    expect(verified.code).toBe(1);
    expect(JSON.parse(verified.stdout)).toMatchObject({
      ok: false,
      problems: expect.arrayContaining([expect.any(String)]),
    });
    expect(await rowsOf(db)).toEqual(rows);
  });
});

function flipBit(path: string): void {
  const bytes = readFileSync(path);
  const at = Math.floor(bytes.length / 2);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(path, bytes);
}

test('salvage reads what can be read of a damaged file, and does not touch it', async () => {
  const db = copy();
  const bytes = readFileSync(db);
  bytes.fill(0xff, 8_192, 12_288);
  writeFileSync(db, bytes);
  const damaged = hashOf(db);
  const target = join(folder, 'saved.db');
  const report = document('salvage', target, '--db', db);
  expect(report).toMatchObject({
    path: target,
    entries: expect.any(Number),
    tables: expect.any(Array),
    problems: expect.any(Array),
  });
  expect(hashOf(db)).toBe(damaged);
  expect(document('status', '--db', target)).toMatchObject({ entries: report['entries'] });
  expect(failed('salvage', target, '--db', db)).toMatchObject({ error: { kind: 'file-exists' } });
});
