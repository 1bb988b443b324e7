import {
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { latestVersion } from '../../migrations/index.ts';
import { KnowledgeDB } from './knowledge-db.ts';
import { openSqlite } from './open-sqlite.ts';
import { requireRuntime } from './runtime.ts';
import { closeStore } from './store.ts';
import { rejection } from './testing/rejection.ts';
import { sampleEntry } from './testing/sample-entry.ts';

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'abendbook-'));
  path = join(folder, 'knowledge.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function makeKnowledgeBase(): Promise<void> {
  const db = await KnowledgeDB.open(path);
  await db.addEntry(sampleEntry());
  await db.close();
}

/** Opening for use, without making anything. */
function opening(): Promise<unknown> {
  return KnowledgeDB.open(path, { create: false });
}

test('a new knowledge base has its schema, and what is written survives closing', async () => {
  await makeKnowledgeBase();
  expect(existsSync(`${path}-wal`)).toBe(false);
  const db = await KnowledgeDB.open(path, { create: false });
  expect(await db.status()).toMatchObject({
    engine: 'sqlite',
    version: latestVersion,
    latest: latestVersion,
    entries: 1,
    db: path,
  });
  expect(await db.search('S0C7')).toHaveLength(1);
  await db.close();
});

test('a folder that is not there yet is made', async () => {
  path = join(folder, 'a', 'b', 'knowledge.db');
  await makeKnowledgeBase();
  expect(existsSync(path)).toBe(true);
});

describe('a file that is no knowledge base is recognised for what it is, and left as it was', () => {
  test('no file', async () => {
    expect(await rejection(opening())).toMatchObject({ kind: 'file-missing' });
    expect(existsSync(path)).toBe(false);
  });

  const foreign = (): Buffer => {
    const other = new Sqlite(path);
    other.exec('CREATE TABLE t (a); INSERT INTO t VALUES (1)');
    other.close();
    return readFileSync(path);
  };

  test.each([
    [
      'a text file',
      () => Buffer.from('hello, this is a shopping list and not a database'.repeat(40)),
      'foreign-file',
    ],
    ['an empty file', () => Buffer.alloc(0), 'foreign-file'],
    ["another program's SQLite file", foreign, 'foreign-file'],
    ['the first bytes of a SQLite file', () => foreign().subarray(0, 60), 'corrupt-file'],
  ])('%s', async (_name, content, kind) => {
    const bytes = content();
    writeFileSync(path, bytes);
    const failure = await rejection(opening());
    expect(failure.kind).toBe(kind);
    expect(failure.message).toContain(path);
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });

  test('a knowledge base cut in half', async () => {
    await makeKnowledgeBase();
    truncateSync(path, Math.floor(statSync(path).size / 2 / 4096) * 4096);
    const failure = await rejection(
      KnowledgeDB.open(path, { create: false }).then(async (db) => {
        try {
          return await db.search('S0C7');
        } finally {
          await db.close();
        }
      }),
    );
    expect(failure.kind).toBe('corrupt-file');
    expect(failure.message).toContain(path);
  });

  test('a knowledge base of a newer program', async () => {
    await makeKnowledgeBase();
    const newer = new Sqlite(path);
    newer.exec(
      "INSERT INTO schema_version (version, name, checksum, applied_at, duration_ms, app_version, actor) VALUES ('009-later', 'Later', 'x', '2030-01-01T00:00:00.000Z', 1, '9.0.0', 'x')",
    );
    newer.close();
    const failure = await rejection(opening());
    expect(failure.kind).toBe('newer-file');
    expect(failure.message).toContain('009-later');
    expect(failure.message).toContain(latestVersion);
  });

  test('a folder', async () => {
    path = folder;
    expect((await rejection(opening())).kind).toBe('file-missing');
  });
});

test.runIf(process.platform === 'linux')(
  'a folder that the system will not make is said so at once',
  async () => {
    path = '/proc/abendbook/knowledge.db';
    expect(await rejection(KnowledgeDB.open(path))).toMatchObject({
      kind: 'read-only-file',
      message: expect.stringContaining('/proc/abendbook'),
    });
  },
);

test('a file that another program holds locked says so, and works once it is free', async () => {
  await makeKnowledgeBase();
  const db = await KnowledgeDB.open(path);
  const store = await db.store();
  if (store.engine === 'sqlite') store.connection.pragma('busy_timeout = 50');
  const other = new Sqlite(path);
  other.exec('BEGIN IMMEDIATE');
  const failure = await rejection(db.addEntry(sampleEntry({ title: 'Held up' })));
  expect(failure.kind).toBe('locked-file');
  expect(failure.message).toContain(path);
  expect(await db.search('S0C7')).toHaveLength(1);
  other.exec('ROLLBACK');
  other.close();
  await db.addEntry(sampleEntry({ title: 'Held up' }));
  expect(await db.search('held up')).toHaveLength(1);
  await db.close();
});

test('a full disk refuses the entry and keeps what was there', async () => {
  await makeKnowledgeBase();
  const db = await KnowledgeDB.open(path);
  const store = await db.store();
  if (store.engine !== 'sqlite') throw new Error('expected a file');
  const pages = store.connection.pragma('page_count', { simple: true });
  store.connection.pragma(`max_page_count = ${String(pages)}`);
  const failure = await rejection(db.addEntry(sampleEntry({ problem: 'word '.repeat(100_000) })));
  expect(failure.kind).toBe('disk-full');
  expect(await db.getStats()).toMatchObject({ totalEntries: 1 });
  store.connection.pragma('max_page_count = 1000000');
  await db.addEntry(sampleEntry({ title: 'Room again' }));
  expect(await db.search('room again')).toHaveLength(1);
  expect(store.connection.pragma('integrity_check', { simple: true })).toBe('ok');
  await db.close();
});

test('what was opened and never asked is free again once it is closed', async () => {
  await makeKnowledgeBase();
  await closeStore(openSqlite(path));
  const other = new Sqlite(path, { timeout: 0 });
  expect(other.pragma('journal_mode = DELETE', { simple: true })).toBe('delete');
  other.close();
});

test('opened read-only, it answers and refuses to write', async () => {
  await makeKnowledgeBase();
  const db = await KnowledgeDB.open(path, { readOnly: true });
  expect(await db.search('S0C7')).toHaveLength(1);
  expect((await rejection(db.addEntry(sampleEntry()))).kind).toBe('read-only-file');
  await db.close();
});

test('on a Node that would crash, it says what to do instead of crashing', () => {
  expect(() => requireRuntime('20.20.2')).toThrow(/needs Node 22.*Node 20\.20\.2/);
  expect(() => requireRuntime('24.21.0')).not.toThrow();
});

test('what a process leaves that is killed as it makes the file is made anew, and a mere look refuses it', async () => {
  const made = new Sqlite(path);
  made.pragma('journal_mode = WAL');
  made.close();
  expect(statSync(path).size).toBeGreaterThan(0);
  expect(await rejection(opening())).toMatchObject({ kind: 'foreign-file' });
  const db = await KnowledgeDB.open(path);
  expect(await db.status()).toMatchObject({ version: latestVersion, entries: 0 });
  await db.close();
});
