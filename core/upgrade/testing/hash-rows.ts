import { createHash } from 'node:crypto';
import type { SqliteStore } from '../../store/store.ts';

/** What a database holds: the newest step that is applied, and SHA-256 over every row of every table of knowledge. */
export interface Content {
  readonly version: string;
  readonly hash: string;
}

/**
 * Reads every row of every table: entries, what the search index knows of them, all tables of the later steps, what a rollback has kept, and the
 * counters that give new rows their numbers. Left out is what tells of the steps themselves: when they ran, how long, how often.
 */
export function hashRows({ connection }: SqliteStore): Content {
  const hash = createHash('sha256');
  const tables = connection
    .prepare(
      `SELECT name FROM pragma_table_list WHERE schema = 'main' AND name <> 'sqlite_schema'
         AND (type = 'table' AND name NOT LIKE 'schema\\_%' ESCAPE '\\' OR name = 'kb_search_docsize')
       ORDER BY name`,
    )
    .pluck()
    .all() as string[];
  for (const table of tables) {
    hash.update(`\n${table}\n`);
    const own =
      table === 'sqlite_sequence'
        ? `WHERE name NOT LIKE 'schema\\_%' ESCAPE '\\' AND name NOT LIKE 'kept\\_%' ESCAPE '\\'`
        : '';
    const rows = connection.prepare(`SELECT * FROM "${table}" ${own} ORDER BY ${keyOf(connection, table)}`);
    for (const row of rows.raw().iterate()) hash.update(JSON.stringify(row));
  }
  const version = connection
    .prepare('SELECT version FROM schema_version ORDER BY version DESC LIMIT 1')
    .pluck()
    .get();
  return { version: String(version), hash: hash.digest('hex') };
}

/** What rows are put in order by: the key, or every column where there is none. */
function keyOf(connection: SqliteStore['connection'], table: string): string {
  const columns = connection.pragma(`table_info("${table}")`) as { name: string; pk: number }[];
  const key = columns.filter(({ pk }) => pk > 0).toSorted((one, other) => one.pk - other.pk);
  return (key.length > 0 ? key : columns).map(({ name }) => `"${name}"`).join(', ');
}
