import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KnowledgeDB } from '../../../store/knowledge-db.ts';
import { sampleEntry } from '../../../store/testing/sample-entry.ts';
import type { SqliteStore } from '../../../store/store.ts';
import { fillEveryTable } from '../../../upgrade/testing/fill-every-table.ts';
import { rowsOnPages, type RowPages } from './rows-on-pages.ts';

/** Tables with the keys by which their rows are told apart. */
const keys = {
  kb_entries: ['number'],
  kb_tags: ['entry_number', 'tag_key'],
  kb_revisions: ['entry_number', 'revision'],
} as const;
export type EntryTable = keyof typeof keys;
export const entryTables = Object.keys(keys) as readonly EntryTable[];

/** A file before it is damaged. */
export interface SoundFile {
  readonly bytes: Buffer;
  readonly pageSize: number;
  readonly pages: Readonly<Record<EntryTable, RowPages>>;
  readonly rows: Readonly<Record<EntryTable, EntryRows>>;
  /** Rows of every table. */
  readonly counts: Readonly<Record<string, number>>;
}

/** Rows as text, by their key. */
export type EntryRows = ReadonlyMap<string, string>;

/** Makes a knowledge base with entries, some long, some changed several times, and, at later versions, with rows in every table. */
export async function makeSoundFile(folder: string, version: string, entries: number): Promise<SoundFile> {
  const path = join(folder, `sound-${version}.db`);
  const db = await KnowledgeDB.open(path, { to: version });
  await db.addEntries(Array.from({ length: entries }, (_, index) => entryNumbered(index + 1)));
  for (let n = 1; n <= entries; n += 3) await db.updateEntry(`entry-${n}`, { title: `Second title ${n}` });
  for (let n = 1; n <= entries; n += 6)
    await db.updateEntry(`entry-${n}`, { tags: [`Tag-${n}`, 'Später', 'vsam'] });
  const store = await sqliteOf(db);
  fillEveryTable(store, 60);
  const sound = {
    pageSize: Number(store.connection.pragma('page_size', { simple: true })),
    pages: {
      kb_entries: rowsOnPages(store, 'kb_entries', keys.kb_entries),
      kb_tags: rowsOnPages(store, 'kb_tags', keys.kb_tags),
      kb_revisions: rowsOnPages(store, 'kb_revisions', keys.kb_revisions),
    },
    ...contentOf(store),
  };
  await db.close();
  return { ...sound, bytes: readFileSync(path) };
}

export function entryNumbered(n: number) {
  return sampleEntry({
    id: `entry-${n}`,
    title: `S0C7 in PAYR${n}`,
    problem: `Problem ${n}: ${'the nightly job ended, '.repeat(n % 40)}as it did before.`,
    // Some go on on several overflow pages.
    solution: `Solution ${n}: ${'recompile and run again, '.repeat(n % 10 === 0 ? 800 : n % 30)}then look.`,
    tags: [`tag-${n % 7}`, `Müller ${n}`, 'cobol'].slice(0, 1 + (n % 3)),
    metadata: { n, nested: { list: [n, null, 'ü'] } },
  });
}

/** What is in an open file, to be compared. */
export function contentOf(store: SqliteStore): Pick<SoundFile, 'rows' | 'counts'> {
  const names = store.connection
    .prepare(
      `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
    )
    .pluck()
    .all() as readonly string[];
  return {
    rows: {
      kb_entries: rowsOf(store, 'kb_entries'),
      kb_tags: rowsOf(store, 'kb_tags'),
      kb_revisions: rowsOf(store, 'kb_revisions'),
    },
    counts: Object.fromEntries(
      names.map((name) => [
        name,
        Number(store.connection.prepare(`SELECT count(*) FROM "${name}"`).pluck().get()),
      ]),
    ),
  };
}

function rowsOf({ connection }: SqliteStore, table: EntryTable): EntryRows {
  const rows = connection.prepare(`SELECT * FROM ${table}`).all() as readonly Record<string, unknown>[];
  return new Map(
    rows.map((row) => [keys[table].map((name) => String(row[name])).join(' '), JSON.stringify(row)]),
  );
}

export async function sqliteOf(db: KnowledgeDB): Promise<SqliteStore> {
  const store = await db.store();
  if (store.engine !== 'sqlite') throw new Error('This test is about a file.');
  return store;
}
