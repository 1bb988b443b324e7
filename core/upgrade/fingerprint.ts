import { createHash, type Hash } from 'node:crypto';
import type { SqliteStore } from '../store/store.ts';

/** These change only together with an entry's time of update and a revision of it. The log of attempts is no content. */
const followsEntries =
  /^(?:kb_entries|kb_tags|kb_revisions|kb_terms|kb_search(?:_\w+)?|schema_history|sqlite_\w+)$/;

/** A knowledge base with more than this outside of its entries is not told from another one quickly. */
const mostBytes = 32_000_000;

const entries = `SELECT updated_at, number FROM kb_entries ORDER BY updated_at, number`;
const revisions = `SELECT count(*), max(rowid) FROM kb_revisions`;

/**
 * Tells quickly whether two files hold the same: SHA-256 in hex, or null where that cannot be said without reading very much. Each change of an entry
 * gives it a new time and leaves a revision, so entries need not be read themselves; all other tables are read row by row.
 * What it reads must not change meanwhile: a file that nobody writes, or a snapshot.
 */
export function fingerprintOf({ connection }: SqliteStore): string | null {
  const hash = createHash('sha256');
  const add = (query: string, most: number): boolean => {
    hash.update(`\n${query}\n`);
    return addRows(hash, connection.prepare(query).raw().iterate(), most);
  };
  add(entries, Infinity);
  add(revisions, Infinity);
  const tables = connection
    .prepare(`SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' ORDER BY name`)
    .pluck()
    .all() as string[];
  const known = tables
    .filter((table) => !followsEntries.test(table))
    .every((table) => add(`SELECT * FROM "${table.replaceAll('"', '""')}"`, mostBytes));
  return known ? hash.digest('hex') : null;
}

/** False once the rows are more than so many bytes. */
function addRows(hash: Hash, rows: Iterable<unknown>, most: number): boolean {
  let bytes = 0;
  for (const row of rows) {
    const text = JSON.stringify(row);
    bytes += text.length;
    if (bytes > most) return false;
    hash.update(text);
  }
  return true;
}

/**
 * Two equal marks of one connection say that nothing was written to the database in between, by it or by anybody else. Marks are told apart
 * exactly, and mean nothing to another connection.
 */
export function changeMark({ connection }: SqliteStore): string {
  const written: unknown = connection.prepare('SELECT total_changes()').pluck().get();
  const byOthers: unknown = connection.pragma('data_version', { simple: true });
  const schema: unknown = connection.pragma('schema_version', { simple: true });
  return JSON.stringify([written, byOthers, schema]);
}
