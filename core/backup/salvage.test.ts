import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { KnowledgeDB } from '../store/knowledge-db.ts';
import { rejection } from '../store/testing/rejection.ts';
import { SmallDisk } from '../upgrade/testing/small-disk.ts';
import { readAllRows } from '../upgrade/testing/all-rows.ts';
import { fillEveryTable } from '../upgrade/testing/fill-every-table.ts';
import { salvage } from './salvage.ts';
import { entryNumbered, sqliteOf } from './salvage/testing/sound-file.ts';

const nothing = (): void => undefined;

let folder = '';
let path = '';
let target = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'abendbook-'));
  path = join(folder, 'knowledge.db');
  target = join(folder, 'salvaged.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function made(version = '005', entries = 60): Promise<KnowledgeDB> {
  const db = await KnowledgeDB.open(path, { to: version });
  await db.addEntries(Array.from({ length: entries }, (_, index) => entryNumbered(index + 1)));
  for (let n = 1; n <= entries; n += 4) await db.updateEntry(`entry-${n}`, { title: `Second title ${n}` });
  return db;
}

async function everythingIn(file: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const db = await KnowledgeDB.open(file, { create: false });
  const rows = new Map(await readAllRows(await sqliteOf(db)));
  await db.close();
  // How the index is stored depends on when each entry was written.
  rows.delete('kb_search_docsize');
  return rows;
}

describe('a sound file', () => {
  test.each(['001', '003', '005'])('at %s comes over whole', async (version) => {
    const db = await made(version);
    fillEveryTable(await sqliteOf(db), 25);
    const { events } = await db.schemaHistory();
    await db.close();
    const told: number[] = [];
    const report = await salvage(path, target, ({ done }) => told.push(done), undefined);
    expect(report).toMatchObject({ path: target, entries: 60, problems: [] });
    expect(report.tables.filter(({ complete }) => !complete)).toEqual([]);
    expect(report.tables).toContainEqual({ table: 'kb_entries', rows: 60, complete: true });
    expect(told).toEqual([...new Set(told)].toSorted((one, other) => one - other));
    expect(told.at(-1)).toBe(100);
    expect(await everythingIn(target)).toEqual(await everythingIn(path));
    const salvaged = await KnowledgeDB.open(target);
    expect((await salvaged.status()).version).toMatch(version);
    expect(await salvaged.schemaHistory()).toMatchObject({ events, problems: [] });
    expect(await salvaged.search('PAYR7')).toHaveLength(1);
    expect(await salvaged.addEntry(entryNumbered(61))).toBe('entry-61');
    await salvaged.close();
  });

  test('keeps what a rollback kept, and gets it back with the next upgrade', async () => {
    const db = await made();
    fillEveryTable(await sqliteOf(db), 10);
    const before = await readAllRows(await sqliteOf(db));
    await db.rollback({ to: '001' });
    await db.close();
    writeFileSync(path, readFileSync(path).fill(0, 0, 4_096));
    await salvage(path, target, nothing, undefined);
    const salvaged = await KnowledgeDB.open(target);
    expect((await salvaged.status()).version).toMatch(/^001/);
    expect((await salvaged.upgrade()).failure).toBeNull();
    expect((await readAllRows(await sqliteOf(salvaged))).get('incidents')).toEqual(before.get('incidents'));
    await salvaged.close();
  });

  test('keeps the tables and columns of custom steps, and their place in the history', async () => {
    await (await made()).close();
    const step = {
      version: '010-own',
      name: 'Own',
      up: `CREATE TABLE own (id INTEGER PRIMARY KEY, note TEXT NOT NULL); CREATE INDEX own_by_note ON own (note);
        ALTER TABLE kb_entries ADD COLUMN shift TEXT NOT NULL DEFAULT 'night'; INSERT INTO own (note) VALUES ('one'), ('two');`,
      down: 'ALTER TABLE kb_entries DROP COLUMN shift; DROP TABLE own;',
      validate: 'SELECT 1 FROM own',
    };
    for (const file of [path, target]) {
      mkdirSync(`${file}.migrations`);
      writeFileSync(join(`${file}.migrations`, '010-own.json'), JSON.stringify(step));
    }
    const db = await KnowledgeDB.open(path);
    expect((await db.upgrade({ to: '010' })).failure).toBeNull();
    (await sqliteOf(db)).connection.exec(`UPDATE kb_entries SET shift = 'day' WHERE number = 5`);
    await db.close();
    const { problems } = await salvage(path, target, nothing, undefined);
    expect(problems).toEqual([expect.stringContaining('copy their folder')]);
    expect(await everythingIn(target)).toEqual(await everythingIn(path));
    const salvaged = await KnowledgeDB.open(target);
    expect(await salvaged.schemaHistory()).toMatchObject({ problems: [] });
    expect((await salvaged.rollback({ to: '005' })).failure).toBeNull();
    await salvaged.close();
  });
});

describe('what is lost', () => {
  test('an entry on a damaged page comes back as it was before its last change, or is named', async () => {
    const db = await made();
    const { connection } = await sqliteOf(db);
    const leaf = connection
      .prepare(
        `SELECT pageno FROM dbstat WHERE name = 'kb_entries' AND pagetype = 'leaf' ORDER BY path LIMIT 1`,
      )
      .pluck()
      .get() as number;
    await db.close();
    writeFileSync(path, readFileSync(path).fill(0, (leaf - 1) * 4_096, leaf * 4_096));
    const { problems, tables } = await salvage(path, target, nothing, undefined);
    expect(problems.join('\n')).toMatch(/are lost: KB-0002, KB-0003/);
    expect(problems.join('\n')).toMatch(
      /as (?:it was|they were) before (?:its|their) last change[^]*KB-0001/,
    );
    expect(tables).toContainEqual(expect.objectContaining({ table: 'kb_entries', complete: false }));
    const salvaged = await KnowledgeDB.open(target);
    expect(await salvaged.getEntry('entry-1')).toMatchObject({
      number: 1,
      title: 'S0C7 in PAYR1',
      tags: entryNumbered(1).tags,
      revision: 2,
    });
    expect(await rejection(salvaged.getEntry('entry-2'))).toMatchObject({ kind: 'not-found' });
    // A number that was given once is not given again.
    await salvaged.addEntry(entryNumbered(61));
    expect((await salvaged.getEntry('entry-61')).number).toBe(61);
    await salvaged.close();
  });

  test.each([512, 1_024, 8_192, 65_536])(
    'the header of a file with pages of %i bytes costs nothing',
    async (size) => {
      await (await made()).close();
      const expected = await everythingIn(path);
      const other = new Database(path);
      other.exec(`PRAGMA journal_mode = DELETE; PRAGMA page_size = ${size}; VACUUM`);
      expect(other.pragma('page_size', { simple: true })).toBe(size);
      other.close();
      writeFileSync(path, readFileSync(path).fill(0, 0, 100));
      expect(await salvage(path, target, nothing, undefined)).toMatchObject({
        entries: 60,
        problems: ['Its header was lost, and was made anew from the rest of the file.'],
      });
      expect(await everythingIn(target)).toEqual(expected);
    },
  );

  test('values that make no sense are put right, and the rest of their entry is kept', async () => {
    const db = await made();
    (await sqliteOf(db)).connection.exec(`
      PRAGMA ignore_check_constraints = ON;
      UPDATE kb_entries SET severity = 'hxgh', metadata = '{"n":', category_key = '?', updated_at = 'never' WHERE number = 3;
      UPDATE kb_tags SET tag_key = '?' WHERE entry_number = 5 AND position = 0;`);
    await db.close();
    await salvage(path, target, nothing, undefined);
    const salvaged = await KnowledgeDB.open(target);
    const entry = await salvaged.getEntry('entry-3');
    expect(entry).toMatchObject({ title: 'S0C7 in PAYR3', severity: 'medium', metadata: {} });
    expect(entry.updatedAt).toBe(entry.createdAt);
    expect(await salvaged.search('tag:tag-5', { limit: 100 })).toContainEqual(
      expect.objectContaining({ entry: expect.objectContaining({ id: 'entry-5' }) }),
    );
    await salvaged.close();
  });
});

describe('it is refused', () => {
  test('where the new file, or what SQLite would take for a part of it, is there already', async () => {
    await (await made()).close();
    for (const taken of [target, `${target}-wal`]) {
      writeFileSync(taken, 'mine');
      expect(await rejection(salvage(path, target, nothing, undefined))).toMatchObject({
        kind: 'file-exists',
      });
      expect(readFileSync(taken, 'utf8')).toBe('mine');
      rmSync(taken);
    }
    expect(readdirSync(folder)).toEqual(['knowledge.db']);
  });

  test('where there is no damaged file, or no folder for the new one', async () => {
    expect(await rejection(salvage(path, target, nothing, undefined))).toMatchObject({
      kind: 'file-missing',
    });
    await (await made()).close();
    const elsewhere = join(folder, 'none', 'salvaged.db');
    expect(await rejection(salvage(path, elsewhere, nothing, undefined))).toMatchObject({
      kind: 'file-missing',
    });
    expect(await rejection(salvage(folder, target, nothing, undefined))).toMatchObject({
      kind: 'file-missing',
    });
  });

  test.each([
    ['no bytes', Buffer.alloc(0)],
    ['zeros', Buffer.alloc(100_000)],
    ['text', Buffer.from('This is no database. '.repeat(5_000))],
  ])('where the file holds %s', async (_what, bytes) => {
    writeFileSync(path, bytes);
    expect(await rejection(salvage(path, target, nothing, undefined))).toMatchObject({
      kind: 'foreign-file',
    });
    expect(readdirSync(folder)).toEqual(['knowledge.db']);
  });

  test('where the file is of another program, or of a newer one', async () => {
    const other = new Database(path);
    other.exec(
      `CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT); INSERT INTO notes (text) VALUES ('one')`,
    );
    other.close();
    expect(await rejection(salvage(path, target, nothing, undefined))).toMatchObject({
      kind: 'foreign-file',
    });
    rmSync(path);
    const db = await made();
    (await sqliteOf(db)).connection.exec(
      `INSERT INTO schema_version SELECT '006-later', name, checksum, applied_at || '1', 1, '9', 'x', '006-later' FROM schema_version LIMIT 1`,
    );
    await db.close();
    expect(await rejection(salvage(path, target, nothing, undefined))).toMatchObject({ kind: 'newer-file' });
    expect(readdirSync(folder)).toEqual(['knowledge.db']);
  });

  test('where the disk is full, or cannot be written', async ({ skip }) => {
    await (await made('005', 400)).close();
    const disk = SmallDisk.mount(join(folder, 'disk'), 2 ** 24);
    if (typeof disk === 'string') return skip(disk);
    try {
      const there = join(disk.folder, 'salvaged.db');
      const size = readFileSync(path).length;
      disk.resize(Math.ceil(size / 4_096) * 4_096);
      expect(await rejection(salvage(path, there, nothing, undefined))).toMatchObject({ kind: 'disk-full' });
      expect(readdirSync(disk.folder)).toEqual([]);
      disk.resize(2 ** 24);
      // It fills up while the rows are read, or the index is made.
      for (const point of [15, 55]) {
        const fill = ({ done }: { readonly done: number }): void => {
          if (done >= point && !existsSync(join(disk.folder, 'other'))) fillUp(join(disk.folder, 'other'));
        };
        expect(await rejection(salvage(path, there, fill, undefined))).toMatchObject({ kind: 'disk-full' });
        expect(readdirSync(disk.folder)).toEqual(['other']);
        rmSync(join(disk.folder, 'other'));
      }
      disk.setReadOnly(true);
      expect(await rejection(salvage(path, there, nothing, undefined))).toMatchObject({
        kind: 'read-only-file',
      });
      // Reading a damaged file needs nothing of its own folder.
      disk.setReadOnly(false);
      disk.resize(2 ** 26);
      writeFileSync(join(disk.folder, 'damaged.db'), readFileSync(path));
      disk.setReadOnly(true);
      expect(await salvage(join(disk.folder, 'damaged.db'), target, nothing, undefined)).toMatchObject({
        entries: 400,
      });
    } finally {
      disk.unmount();
    }
  });
});

/** Writes as much as there is room for. */
function fillUp(file: string): void {
  for (let bytes = 2 ** 20; bytes >= 1; bytes = Math.floor(bytes / 2)) {
    try {
      for (;;) appendFileSync(file, Buffer.alloc(bytes, 1));
    } catch {
      // Nor is there room for so much.
    }
  }
}

test('it can be cancelled at any point, and leaves nothing behind', async () => {
  await (await made('005', 400)).close();
  const points: number[] = [];
  await salvage(path, target, ({ done }) => points.push(done), undefined);
  rmSync(target);
  for (const point of points.slice(0, -1)) {
    const signal = { aborted: false };
    const stop = ({ done }: { readonly done: number }): void => void (signal.aborted = done >= point);
    expect(await rejection(salvage(path, target, stop, signal))).toMatchObject({ kind: 'cancelled' });
    expect(readdirSync(folder)).toEqual(['knowledge.db']);
  }
});

test('other work of the thread goes on meanwhile', async () => {
  await (await made('005', 400)).close();
  let turns = 0;
  const timer = setInterval(() => (turns += 1), 1);
  await salvage(path, target, nothing, undefined);
  clearInterval(timer);
  expect(turns).toBeGreaterThan(5);
});
