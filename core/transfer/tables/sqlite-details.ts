import type Sqlite from 'better-sqlite3';
import type { TableDetails } from './describe-tables.ts';

interface ColumnRow {
  readonly table_name: string;
  readonly definition: string;
  readonly without_rowid: 0 | 1;
  readonly name: string;
  readonly type: string;
  readonly is_required: 0 | 1;
  readonly pk: number;
}

interface UniqueRow {
  readonly table_name: string;
  readonly index_name: string;
  /** Null for an expression. */
  readonly name: string | null;
}

const columnsQuery = `
  SELECT l.name AS table_name, m.sql AS definition, l.wr AS without_rowid, c.name, lower(c.type) AS type, c."notnull" AS is_required, c.pk
  FROM pragma_table_list l JOIN sqlite_master m ON m.type = 'table' AND m.name = l.name, pragma_table_xinfo(l.name) c
  WHERE l.schema = 'main' AND l.type = 'table' AND c.hidden = 0 ORDER BY l.name, c.cid`;

const uniqueQuery = `
  SELECT l.name AS table_name, i.name AS index_name, c.name
  FROM pragma_table_list l, pragma_index_list(l.name) i, pragma_index_info(i.name) c
  WHERE l.schema = 'main' AND l.type = 'table' AND i."unique" = 1 AND i.partial = 0 AND i.origin <> 'pk'
  ORDER BY l.name, i.name, c.seqno`;

/** What a SQLite file says of its tables' columns, counters and unique columns, by table. */
export function readSqliteDetails(connection: Sqlite.Database): ReadonlyMap<string, TableDetails> {
  const rows = <T>(query: string): T[] => connection.prepare(query).all() as T[];
  const columns = Map.groupBy(rows<ColumnRow>(columnsQuery), (row) => row.table_name);
  const unique = Map.groupBy(rows<UniqueRow>(uniqueQuery), (row) => row.table_name);
  return new Map(
    [...columns].map(([table, found]) => {
      const indexes = Map.groupBy(unique.get(table) ?? [], ({ index_name }) => index_name);
      return [
        table,
        {
          columns: new Map(
            found.map((column) => [
              column.name,
              {
                type: column.type,
                nullable: column.is_required === 0 && column.pk === 0,
                json: column.type === 'json' || mustBeJson(column),
              },
            ]),
          ),
          counted: isCounted(found),
          unique: [...indexes.values()].flatMap((parts) => {
            const names = parts.flatMap(({ name }) => (name === null ? [] : [name]));
            return names.length === parts.length ? [names] : [];
          }),
        },
      ];
    }),
  );
}

/** The one column of the key is the row's own number. */
function isCounted(columns: readonly ColumnRow[]): boolean {
  const [key, ...more] = columns.filter(({ pk }) => pk > 0);
  return key?.type === 'integer' && more.length === 0 && key.without_rowid === 0;
}

function mustBeJson({ definition, name }: ColumnRow): boolean {
  const compact = definition.replaceAll(/["\s]/g, '');
  return compact.includes(`json_valid(${name})`);
}
