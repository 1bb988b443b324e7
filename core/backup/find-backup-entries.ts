import { openSqlite } from '../store/open-sqlite.ts';
import { closeStore, type SqliteStore } from '../store/store.ts';
import type { BackupEntry } from './backup.ts';
import { comparableColumns } from './comparable-columns.ts';

export interface FindBackupEntries {
  readonly database: string;
  /** The backup; it can be opened for reading where it is. */
  readonly file: string;
  readonly query: string;
  readonly limit: number;
}

export interface FoundEntries {
  readonly entries: readonly BackupEntry[];
  readonly total: number;
}

/** Nobody types more. */
const longestQuery = 1_000;

/** Compares the entries of a backup with those of the present database, and lists those that match. */
export async function findBackupEntries({
  database,
  file,
  query,
  limit,
}: FindBackupEntries): Promise<FoundEntries> {
  const store = openSqlite(database, { readOnly: true });
  try {
    const { connection } = store;
    connection.prepare('ATTACH ? AS backup').run(file);
    connection.function('folded', { deterministic: true }, (text) => String(text).toLowerCase());
    const words = wordsOf(query);
    const conditions = words.map(({ condition }) => condition);
    const rows = connection
      .prepare(
        `SELECT old.id, old.title, old.category, old.updated_at AS updatedAt, ${stateIn(store)} AS state,
           count(*) OVER () AS total
         FROM backup.kb_entries AS old LEFT JOIN main.kb_entries AS now ON now.id = old.id
         WHERE ${['TRUE', ...conditions].join(' AND ')}
         ORDER BY state = 'same', old.updated_at DESC, old.id
         LIMIT ?`,
      )
      .all(...words.flatMap(({ value }) => [value, value, value]), limit) as (BackupEntry & {
      readonly total: number;
    })[];
    const entries = rows.map(({ total: _total, ...entry }) => entry);
    return { entries, total: rows[0]?.total ?? 0 };
  } finally {
    await closeStore(store);
  }
}

/** An edit gives an entry a new revision and a new time, so the text is compared only where these differ. */
function stateIn({ connection }: SqliteStore): string {
  const applied = (schema: string): readonly string[] =>
    connection.prepare(`SELECT version FROM ${schema}.schema_version`).pluck().all() as string[];
  const same = [
    ...comparableColumns(applied('main'), applied('backup')).map((name) => `now.${name} IS old.${name}`),
    `${tagsOf('main', 'now')} IS ${tagsOf('backup', 'old')}`,
  ];
  return `CASE
    WHEN now.id IS NULL THEN 'missing'
    WHEN now.revision = old.revision AND now.updated_at = old.updated_at THEN 'same'
    WHEN ${same.join(' AND ')} THEN 'same'
    ELSE 'changed' END`;
}

function tagsOf(schema: string, entry: string): string {
  return `(SELECT group_concat(tag, char(10) ORDER BY position) FROM ${schema}.kb_tags WHERE entry_number = ${entry}.number)`;
}

/** For each word what a row must fulfil, and what is bound to its three places. */
function wordsOf(query: string): readonly { readonly condition: string; readonly value: string }[] {
  const words = query.slice(0, longestQuery).split(/\s+/u);
  return words.filter((word) => word !== '').map(wordTest);
}

/** SQLite itself knows upper and lower case in ASCII only, and is much faster there. */
function wordTest(word: string): { readonly condition: string; readonly value: string } {
  const columns = ['old.title', 'old.id', 'old.problem'];
  const isAscii = /^[\x20-\x7e]*$/.test(word);
  const tests = columns.map((column) =>
    isAscii ? `${column} LIKE ? ESCAPE '\\'` : `instr(folded(${column}), ?)`,
  );
  return {
    condition: `(${tests.join(' OR ')})`,
    value: isAscii ? `%${word.replaceAll(/[\\%_]/g, String.raw`\$&`)}%` : word.toLowerCase(),
  };
}
