import type Sqlite from 'better-sqlite3';
import { isBookkeeping } from '../bookkeeping.ts';
import type { ForeignKey, TableShape } from './schema-shape.ts';

interface ColumnRow {
  readonly table_name: string;
  readonly name: string;
  readonly pk: number;
}

interface ReferenceRow {
  readonly table_name: string;
  readonly id: number;
  readonly parent: string;
  readonly child_column: string;
  /** Null where the parent's primary key is meant. */
  readonly parent_column: string | null;
  readonly on_delete: string;
}

const onDelete: Readonly<Record<string, ForeignKey['onDelete']>> = {
  CASCADE: 'cascade',
  'SET NULL': 'set-null',
};

/** Virtual tables and the tables below them are an index over the knowledge, not knowledge. */
const tablesQuery = `
  SELECT l.name, m.rootpage FROM pragma_table_list l JOIN sqlite_master m ON m.name = l.name AND m.type = 'table'
  WHERE l.schema = 'main' AND l.type = 'table' AND l.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY l.name`;

const columnsQuery = `
  SELECT l.name AS table_name, c.name, c.pk FROM pragma_table_list l, pragma_table_xinfo(l.name) c
  WHERE l.schema = 'main' AND l.type = 'table' AND c.hidden = 0 ORDER BY l.name, c.cid`;

const referencesQuery = `
  SELECT l.name AS table_name, f.id, f."table" AS parent, f."from" AS child_column, f."to" AS parent_column, f.on_delete
  FROM pragma_table_list l, pragma_foreign_key_list(l.name) f
  WHERE l.schema = 'main' AND l.type = 'table' ORDER BY l.name, f.id, f.seq`;

export function readSqliteShape(connection: Sqlite.Database): readonly TableShape[] {
  const rows = <T>(query: string): T[] => connection.prepare(query).all() as T[];
  const tables = rows<{ name: string; rootpage: number }>(tablesQuery).filter(
    ({ name }) => !isBookkeeping(name),
  );
  const columns = Map.groupBy(rows<ColumnRow>(columnsQuery), (row) => row.table_name);
  const references = Map.groupBy(rows<ReferenceRow>(referencesQuery), (row) => row.table_name);
  const keyOf = (table: string): readonly string[] =>
    (columns.get(table) ?? [])
      .filter(({ pk }) => pk > 0)
      .toSorted((one, other) => one.pk - other.pk)
      .map(({ name }) => name);
  const named = (name: string): string =>
    tables.find((table) => table.name.toLowerCase() === name.toLowerCase())?.name ?? name;

  const foreignKeysOf = (table: string): readonly ForeignKey[] =>
    [...Map.groupBy(references.get(table) ?? [], ({ id }) => id).values()].map((parts) => {
      const parent = named(parts[0]?.parent ?? '');
      const parentKey = keyOf(parent);
      return {
        name: '',
        columns: parts.map(({ child_column }) => child_column),
        parent,
        parentColumns: parts.map(({ parent_column }, index) => parent_column ?? parentKey[index] ?? ''),
        onDelete: onDelete[parts[0]?.on_delete ?? ''] ?? 'restrict',
      };
    });

  return tables.map(({ name, rootpage }) => ({
    name,
    columns: (columns.get(name) ?? []).map((column) => column.name),
    key: keyOf(name),
    foreignKeys: foreignKeysOf(name),
    storage: String(rootpage),
  }));
}
