import { createHash } from 'node:crypto';
import type { SqliteStore } from '../../store/store.ts';

type Value = string | number | null;
type Row = Record<string, Value>;

interface Column {
  readonly name: string;
  readonly type: string;
  readonly isNullable: boolean;
  /** The values that the table's CHECK allows; null where it names none. */
  readonly choices: readonly string[] | null;
  readonly parent: { readonly table: string; readonly column: string } | null;
}

/** Conditions between columns that no column can know. */
const touchUp: Readonly<Record<string, (row: Row, n: number) => Row>> = {
  alerts: (row, n) => {
    const status = ['open', 'acknowledged', 'resolved'][n % 3] ?? 'open';
    const acknowledged = status !== 'open';
    return {
      ...row,
      status,
      acknowledged_at: acknowledged ? timeOf(n) : null,
      acknowledged_by: acknowledged ? 'operations' : null,
      resolved_at: status === 'resolved' ? timeOf(n + 1) : null,
    };
  },
};

/** Entries are written by the program itself, with all that belongs to them. */
const tablesOfEntries = new Set(['kb_entries', 'kb_tags', 'kb_revisions', 'kb_terms']);

/**
 * Puts `rows` rows into every table of the schema that is empty; entries, the bookkeeping and the search index are left as they are. Each row differs in every column that
 * may differ, some are NULL where they may be, and all references lead somewhere. The same schema and count give the same rows.
 * Returns the tables that it filled.
 */
export function fillEveryTable({ connection }: SqliteStore, rows: number): readonly string[] {
  const filled: string[] = [];
  connection.exec('BEGIN IMMEDIATE');
  for (const table of parentsFirst(connection)) {
    if (tablesOfEntries.has(table)) continue;
    if (connection.prepare(`SELECT 1 FROM "${table}" LIMIT 1`).get() !== undefined) continue;
    fill(connection, table, rows);
    filled.push(table);
  }
  connection.exec('COMMIT');
  return filled;
}

function fill(connection: SqliteStore['connection'], table: string, rows: number): void {
  const columns = columnsOf(connection, table);
  const parents = new Map(columns.map((column) => [column.name, keysOf(connection, column)]));
  const names = columns.map(({ name }) => `"${name}"`).join(', ');
  const insert = connection.prepare(
    `INSERT INTO "${table}" (${names}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
  for (let n = 1; n <= rows; n += 1) {
    const row = Object.fromEntries(
      columns.map((column) => [column.name, valueOf(table, column, parents.get(column.name) ?? [], n)]),
    );
    const fitting = touchUp[table]?.(row, n) ?? row;
    insert.run(columns.map(({ name }) => fitting[name] ?? null));
  }
}

function valueOf(table: string, column: Column, parents: readonly Value[], n: number): Value {
  const { name, type, isNullable, choices, parent } = column;
  // Every fifth row has nothing in any column that may be empty, so that columns which may only be so together are.
  if (isNullable && n % 5 === 0) return null;
  if (parent !== null) return parents[n % parents.length] ?? null;
  const choice = choices?.[n % choices.length];
  if (choice !== undefined) return type === 'TEXT' ? choice : Number(choice);
  if (type === 'JSON') return JSON.stringify({ table, column: name, n, nested: [n, null, 'ü'] });
  if (type === 'REAL') return (n % 101) / 101;
  if (type === 'INTEGER') return n;
  if (/(?:^|_)(?:at|seen|login|modified|timestamp)$/.test(name)) return timeOf(n);
  if (/(?:sha256|checksum|hash)$/.test(name))
    return createHash('sha256').update(`${table} ${name} ${n}`).digest('hex');
  return `${table} ${name} ${n} "it's" – ✓`;
}

function timeOf(n: number): string {
  return new Date(Date.UTC(2025, 0, 1) + n * 60_000).toISOString();
}

function keysOf(connection: SqliteStore['connection'], { parent }: Column): readonly Value[] {
  if (parent === null) return [];
  return connection
    .prepare(`SELECT "${parent.column}" FROM "${parent.table}" ORDER BY 1 LIMIT 5000`)
    .pluck()
    .all() as Value[];
}

function columnsOf(connection: SqliteStore['connection'], table: string): readonly Column[] {
  const definition = connection
    .prepare('SELECT sql FROM sqlite_master WHERE name = ?')
    .pluck()
    .get(table) as string;
  const references = new Map(
    (connection.pragma(`foreign_key_list("${table}")`) as { table: string; from: string; to: string }[]).map(
      (key) => [key.from, { table: key.table, column: key.to }],
    ),
  );
  const all = connection.pragma(`table_xinfo("${table}")`) as {
    name: string;
    type: string;
    notnull: 0 | 1;
    pk: number;
    hidden: number;
  }[];
  return all
    .filter(({ hidden }) => hidden === 0)
    .map(({ name, type, notnull, pk }) => ({
      name,
      // A text that must be JSON is one whatever it says.
      type: new RegExp(`json_valid\\(${name}\\)`).test(definition) ? 'JSON' : type,
      isNullable: notnull === 0 && pk === 0,
      choices: choicesIn(definition, name),
      parent: references.get(name) ?? null,
    }));
}

/** `status IN ('open', 'closed')` in a table's definition. */
function choicesIn(definition: string, column: string): readonly string[] | null {
  const list = new RegExp(`\\b${column} IN \\(([^)]*)\\)`).exec(definition)?.[1];
  return list === undefined ? null : list.split(',').map((choice) => choice.trim().replaceAll("'", ''));
}

/** Tables of knowledge, each after those that it points to. */
function parentsFirst(connection: SqliteStore['connection']): readonly string[] {
  const tables = connection
    .prepare(
      `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
         AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE 'schema\\_%' ESCAPE '\\' AND name NOT LIKE 'kept\\_%' ESCAPE '\\'
       ORDER BY name`,
    )
    .pluck()
    .all() as string[];
  const ordered = new Set<string>();
  const add = (table: string): void => {
    for (const { parent } of columnsOf(connection, table)) {
      if (parent !== null && parent.table !== table && !ordered.has(parent.table)) add(parent.table);
    }
    ordered.add(table);
  };
  for (const table of tables) add(table);
  return [...ordered];
}
