import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import type Sqlite from 'better-sqlite3';
import { foldKey } from '../core/entries/fold-key.ts';
import { prepareDocument } from '../core/search/prepare-document.ts';
import { openSqlite } from '../core/store/open-sqlite.ts';
import { closeStore } from '../core/store/store.ts';
import type { ExportedEntry } from '../core/transfer/read/source-record.ts';
import { exportedEntries } from './transfer-entries.ts';

interface BareRow {
  readonly entry: ExportedEntry;
  readonly categoryKey: string;
  readonly metadata: string;
  readonly tags: readonly (readonly [tag: string, key: string])[];
  /** Title, tags, problem and solution as the search index takes them. */
  readonly texts: readonly string[];
}

export interface BareRows {
  readonly rows: readonly BareRow[];
  readonly terms: readonly (readonly [term: string, entries: number])[];
}

/** The rows that an import of so many entries writes, with all that has to be worked out for them, in memory. */
export async function prepareBareRows(count: number): Promise<BareRows> {
  const rows: BareRow[] = [];
  const counts = new Map<string, number>();
  for await (const entry of exportedEntries(count)) {
    const { texts, terms } = prepareDocument('sqlite', entry);
    for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
    rows.push({
      entry,
      categoryKey: foldKey(entry.category),
      metadata: JSON.stringify(entry.metadata),
      tags: entry.tags.map((tag) => [tag, foldKey(tag)]),
      texts,
    });
  }
  return { rows, terms: [...counts].toSorted(([one], [other]) => (one < other ? -1 : 1)) };
}

/** Writes rows into the tables that the program has, its search index and that index's terms included, in one transaction. */
export async function insertBareRows(file: string, { rows, terms }: BareRows): Promise<void> {
  const store = openSqlite(file);
  const { connection } = store;
  const writeEntry = entryWriter(connection);
  const document = connection.prepare(
    'INSERT INTO kb_search (rowid, title, tags, problem, solution) VALUES (?, ?, ?, ?, ?)',
  );
  const term = connection.prepare('INSERT INTO kb_terms (term, entries) VALUES (?, ?)');
  connection.exec('BEGIN IMMEDIATE');
  for (const row of rows) document.run(writeEntry(row), ...row.texts);
  for (const [word, entries] of terms) term.run(word, entries);
  connection.exec('COMMIT');
  await closeStore(store);
}

/** The same with a search index that SQLite itself takes apart into words, as simple programs have it. */
export async function insertPlainRows(file: string, { rows }: BareRows): Promise<void> {
  const store = openSqlite(file);
  const { connection } = store;
  connection.exec('CREATE VIRTUAL TABLE plain_search USING fts5 (title, tags, problem, solution)');
  const writeEntry = entryWriter(connection);
  const document = connection.prepare(
    'INSERT INTO plain_search (rowid, title, tags, problem, solution) VALUES (?, ?, ?, ?, ?)',
  );
  connection.exec('BEGIN IMMEDIATE');
  for (const row of rows) {
    const { title, tags, problem, solution } = row.entry;
    document.run(writeEntry(row), title, tags.join(' '), problem, solution);
  }
  connection.exec('COMMIT');
  await closeStore(store);
}

function entryWriter(connection: Sqlite.Database): (row: BareRow) => number | bigint {
  const insert = connection.prepare(
    `INSERT INTO kb_entries (id, title, problem, solution, category, category_key, severity, archived, created_at, updated_at, author, metadata, revision)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertTag = connection.prepare(
    'INSERT INTO kb_tags (entry_number, position, tag, tag_key) VALUES (?, ?, ?, ?)',
  );
  return ({ entry, categoryKey, metadata, tags }) => {
    const { lastInsertRowid: number } = insert.run(
      entry.id,
      entry.title,
      entry.problem,
      entry.solution,
      entry.category,
      categoryKey,
      entry.severity,
      entry.archived ? 1 : 0,
      entry.createdAt,
      entry.updatedAt,
      entry.author,
      metadata,
      entry.revision,
    );
    for (const [position, [tag, key]] of tags.entries()) insertTag.run(number, position, tag, key);
    return number;
  };
}

/** Writes every row of the entries to a file as a line of JSON. */
export async function dumpRows(database: string, file: string): Promise<void> {
  const store = openSqlite(database, { readOnly: true });
  const output = createWriteStream(file);
  for (const row of store.connection.prepare('SELECT * FROM kb_entries').iterate())
    if (!output.write(`${JSON.stringify(row)}\n`)) await once(output, 'drain');
  output.end();
  await once(output, 'close');
  await closeStore(store);
}
