import type Sqlite from 'better-sqlite3';

/** How the rows of one table differ from those in a backup. A table that one of both lacks counts as empty there. */
export interface TableDifferences {
  readonly table: string;
  /** Rows written since the backup: they would be gone. */
  readonly added: number;
  /** Rows that were changed since: they would be as they were. */
  readonly changed: number;
  /** Rows that only the backup has: they would come back. */
  readonly missing: number;
}

interface Column {
  readonly name: string;
  /** The place in the primary key, from 1; 0 for a column that is not part of it. */
  readonly pk: number;
}

/** What is compared as entries, can be made again from them, or is the account of the schema itself. What a rollback kept is knowledge. */
const leftOut = /^(?:kb_entries|kb_tags|kb_revisions|kb_terms|schema_\w+|sqlite_\w+)$/;

/** Compares every table of the schemas `main` and `backup` but those of the entries, row by row by their keys. */
export function compareTables(connection: Sqlite.Database): readonly TableDifferences[] {
  const [now, old] = [tablesIn(connection, 'main'), tablesIn(connection, 'backup')];
  return [...new Set([...now, ...old])]
    .toSorted()
    .map((table) => {
      const count = (schema: string): number =>
        number(connection, `SELECT count(*) FROM ${schema}.${quoted(table)}`);
      if (!old.has(table)) return { table, added: count('main'), changed: 0, missing: 0 };
      if (!now.has(table)) return { table, added: 0, changed: 0, missing: count('backup') };
      return compareTable(connection, table);
    })
    .filter(({ added, changed, missing }) => added + changed + missing > 0);
}

function compareTable(connection: Sqlite.Database, table: string): TableDifferences {
  const [now, old] = [columnsOf(connection, 'main', table), columnsOf(connection, 'backup', table)];
  const common = now.filter(({ name }) => old.some((column) => column.name === name)).map(({ name }) => name);
  const key = now.filter(({ pk }) => pk > 0).map(({ name }) => name);
  const by = key.length > 0 && key.every((name) => common.includes(name)) ? key : common;
  const same = (names: readonly string[]): string =>
    names.map((name) => `now.${quoted(name)} IS old.${quoted(name)}`).join(' AND ');
  const [main, backup] = [`main.${quoted(table)} AS now`, `backup.${quoted(table)} AS old`];
  const rest = common.filter((name) => !by.includes(name));
  return {
    table,
    added: number(
      connection,
      `SELECT count(*) FROM ${main} WHERE NOT EXISTS (SELECT 1 FROM ${backup} WHERE ${same(by)})`,
    ),
    changed:
      rest.length === 0
        ? 0
        : number(
            connection,
            `SELECT count(*) FROM ${main} JOIN ${backup} ON ${same(by)} WHERE NOT (${same(rest)})`,
          ),
    missing: number(
      connection,
      `SELECT count(*) FROM ${backup} WHERE NOT EXISTS (SELECT 1 FROM ${main} WHERE ${same(by)})`,
    ),
  };
}

function tablesIn(connection: Sqlite.Database, schema: string): ReadonlySet<string> {
  const names = connection
    .prepare(`SELECT name FROM pragma_table_list WHERE schema = ? AND type = 'table'`)
    .pluck()
    .all(schema) as string[];
  return new Set(names.filter((name) => !leftOut.test(name)));
}

function columnsOf(connection: Sqlite.Database, schema: string, table: string): readonly Column[] {
  return connection
    .prepare('SELECT name, pk FROM pragma_table_info(?, ?)')
    .all(table, schema) as readonly Column[];
}

function number(connection: Sqlite.Database, sql: string): number {
  return Number(connection.prepare(sql).pluck().get());
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
