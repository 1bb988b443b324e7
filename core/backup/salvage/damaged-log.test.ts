import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { KnowledgeDB } from '../../store/knowledge-db.ts';
import { salvage } from '../salvage.ts';
import { drawing } from './testing/damage-kinds.ts';
import { contentOf, entryNumbered, sqliteOf } from './testing/sound-file.ts';

/** A frame of a log is a page with 24 bytes before it; the log's own header has 32. */
const frameBytes = 4_096 + 24;
const logHeaderBytes = 32;

let folder = '';
let path = '';
/** What the knowledge base held when its file and its log were copied. */
let held: ReturnType<typeof contentOf>;
/** Where the log's last transaction begins. */
let lastTransaction = 0;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'abendbook-'));
  path = join(folder, 'damaged.db');
  const original = join(folder, 'original.db');
  const db = await KnowledgeDB.open(original);
  for (let n = 1; n <= 30; n += 1) await db.addEntry(entryNumbered(n));
  const store = await sqliteOf(db);
  store.connection.pragma('wal_checkpoint(TRUNCATE)');
  store.connection.pragma('wal_autocheckpoint = 0');
  // Only in the log.
  for (let n = 31; n <= 60; n += 1) await db.addEntry(entryNumbered(n));
  for (let n = 1; n <= 60; n += 7) await db.updateEntry(`entry-${n}`, { title: `Second title ${n}` });
  lastTransaction = statSync(`${original}-wal`).size;
  await db.addEntry(entryNumbered(61));
  held = contentOf(store);
  for (const suffix of ['', '-wal']) copyFileSync(original + suffix, path + suffix);
  await db.close();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function salvaged() {
  const target = join(folder, 'salvaged.db');
  const report = await salvage(path, target, () => undefined, undefined);
  const db = await KnowledgeDB.open(target, { create: false });
  const found = contentOf(await sqliteOf(db));
  const health = await db.healthCheck();
  await db.close();
  expect(health).toMatchObject({ overall: true });
  return { report, rows: found.rows };
}

function changeLog(change: (log: Buffer) => Buffer): void {
  writeFileSync(`${path}-wal`, change(readFileSync(`${path}-wal`)));
}

test('what is only in the write-ahead log comes with the rest', async () => {
  const { report, rows } = await salvaged();
  expect(rows).toEqual(held.rows);
  expect(report.problems).toEqual([]);
});

test('a log without its header is read all the same', async () => {
  changeLog((log) => log.fill(0, 0, logHeaderBytes));
  const { report, rows } = await salvaged();
  expect(rows).toEqual(held.rows);
  expect(report.problems).toEqual([expect.stringContaining('write-ahead log is damaged')]);
});

test('both are read where the file and its log have lost their headers', async () => {
  changeLog((log) => log.fill(0, 0, logHeaderBytes));
  writeFileSync(path, readFileSync(path).fill(0, 0, 100));
  expect((await salvaged()).rows).toEqual(held.rows);
});

test('what a torn last transaction had written is not there, and all before it is', async () => {
  changeLog((log) => log.subarray(0, lastTransaction + frameBytes / 2));
  const { rows } = await salvaged();
  expect(rows.kb_entries.size).toBe(60);
  expect([...rows.kb_entries]).toEqual([...held.rows.kb_entries].slice(0, 60));
});

test('what was committed behind a damaged frame is found', async () => {
  changeLog((log) => log.fill(0xaa, logHeaderBytes + 10 * frameBytes, logHeaderBytes + 11 * frameBytes));
  const { report, rows } = await salvaged();
  expect(rows.kb_entries).toEqual(held.rows.kb_entries);
  expect(report.problems.join('\n')).toMatch(/write-ahead log is damaged[^]*behind the damaged place/);
});

test('a log of random bytes leaves what is in the file', async () => {
  const draw = drawing(7);
  changeLog((log) => {
    for (let at = 0; at < log.length; at += 1) log[at] = draw(255);
    return log;
  });
  const { rows } = await salvaged();
  expect(rows.kb_entries.size).toBe(30);
});

test('a log that is all there is left is enough', async () => {
  // The first page holds the beginning of everything, and was written once only.
  writeFileSync(path, readFileSync(path).fill(0, 4_096));
  const { rows } = await salvaged();
  for (const [key, row] of rows.kb_entries) expect(held.rows.kb_entries.get(key)).toBe(row);
  expect(rows.kb_entries.size).toBeGreaterThan(30);
});

test('what a transaction that never ended had written to the file is taken back', async () => {
  const original = join(folder, 'original.db');
  const writer = new Database(original);
  writer.exec('PRAGMA journal_mode = DELETE; PRAGMA cache_size = 1; BEGIN');
  writer.exec(`UPDATE kb_entries SET title = 'Never', solution = replace(solution, 'run', 'never')`);
  for (const suffix of ['', '-journal']) copyFileSync(original + suffix, path + suffix);
  rmSync(`${path}-wal`);
  writer.close();
  expect(readFileSync(path).includes('never again')).toBe(true);
  const { report, rows } = await salvaged();
  expect(rows).toEqual(held.rows);
  expect(report.problems).toEqual([]);
});
