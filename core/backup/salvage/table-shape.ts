import type Sqlite from 'better-sqlite3';

export interface StoredColumn {
  readonly name: string;
  readonly type: string;
  /** It is a part of the primary key. */
  readonly isKey: boolean;
  readonly mayBeNull: boolean;
  /** A record may end before it. */
  readonly mayBeMissing: boolean;
  /** It is another name of the rowid, and its place in the record is empty. */
  readonly isRowid: boolean;
  readonly isGenerated: boolean;
}

/** What the records of a table look like. */
export interface TableShape {
  readonly name: string;
  /** WITHOUT ROWID: its rows are in a tree like an index's, key first. */
  readonly keyed: boolean;
  readonly strict: boolean;
  /** In the order of the record. */
  readonly columns: readonly StoredColumn[];
  /** A name by which the rowid can be asked for; null in a table that has none. */
  readonly rowid: string | null;
}

interface TableRow {
  readonly type: string;
  readonly wr: number;
  readonly strict: number;
}

interface ColumnRow {
  readonly name: string;
  readonly type: string;
  readonly notnull: number;
  readonly dflt_value: string | null;
  readonly pk: number;
  readonly hidden: number;
}

/** The shape of a table, as SQLite understands its definition; null where it does not, or it is no ordinary table with rows of its own. */
export function describeTable(connection: Sqlite.Database, name: string): TableShape | null {
  const table = connection
    .prepare<[string], TableRow>(
      `SELECT type, wr, strict FROM pragma_table_list WHERE schema = 'main' AND name = ?`,
    )
    .safeIntegers(false)
    .get(name);
  if (table === undefined || (table.type !== 'table' && table.type !== 'shadow')) return null;
  const rows = connection
    .prepare<[string], ColumnRow>(
      'SELECT name, type, "notnull", dflt_value, pk, hidden FROM pragma_table_xinfo(?) WHERE hidden IN (0, 2, 3)',
    )
    .safeIntegers(false)
    .all(name);
  const keyed = table.wr === 1;
  const keys = rows.filter(({ pk }) => pk > 0);
  const alias = !keyed && keys.length === 1 && keys[0]?.type.toUpperCase() === 'INTEGER' ? keys[0] : null;
  // A generated column that is not stored has no place in the record.
  const stored = rows.filter(({ hidden }) => hidden !== 2);
  const ordered = keyed
    ? [...keys.toSorted((one, other) => one.pk - other.pk), ...stored.filter(({ pk }) => pk === 0)]
    : stored;
  const taken = new Set(rows.map((row) => row.name.toLowerCase()));
  return {
    name,
    keyed,
    strict: table.strict === 1,
    columns: ordered.map((row) => ({
      name: row.name,
      type: row.type.toUpperCase(),
      isKey: row.pk > 0,
      mayBeNull: row.notnull === 0 && !(keyed && row.pk > 0),
      mayBeMissing: row.pk === 0 && (row.notnull === 0 || row.dflt_value !== null),
      isRowid: row === alias,
      isGenerated: row.hidden === 3,
    })),
    rowid: keyed ? null : (['rowid', '_rowid_', 'oid'].find((one) => !taken.has(one)) ?? 'rowid'),
  };
}

/** Whether a record with values of these types may be a row of a table. */
export function fitsTable({ columns, strict }: TableShape, types: readonly number[]): boolean {
  return (
    types.length <= columns.length &&
    columns.every((column, index) => {
      const type = types[index];
      if (type === undefined) return column.mayBeMissing;
      if (column.isRowid) return type === 0;
      if (type === 0) return column.mayBeNull;
      return !strict || fitsType(column.type, type);
    })
  );
}

function fitsType(columnType: string, type: number): boolean {
  switch (columnType) {
    case 'INTEGER':
    case 'INT':
      return type <= 9 && type !== 7;
    // Whole numbers are stored as integers, which are shorter.
    case 'REAL':
      return type <= 9;
    case 'TEXT':
      return type >= 13 && type % 2 === 1;
    case 'BLOB':
      return type >= 12 && type % 2 === 0;
    default:
      return true;
  }
}

/** How many values the entries of an index have; null where SQLite does not understand its definition. */
export function indexWidth(connection: Sqlite.Database, name: string): number | null {
  const width = connection
    .prepare('SELECT count(*) FROM pragma_index_xinfo(?)')
    .pluck()
    .safeIntegers(false)
    .get(name);
  return typeof width === 'number' && width > 0 ? width : null;
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
