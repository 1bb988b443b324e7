import { sql, type RawBuilder } from 'kysely';
import type { Store } from '../../store/store.ts';
import type { RowValue } from '../read/source-record.ts';
import type { TransferColumn, TransferTable } from '../tables/describe-tables.ts';

/** A value as either engine's driver gives it. */
export type StoredValue = string | number | bigint | Buffer | null;
export type StoredRow = Readonly<Record<string, StoredValue>>;

/** PostgreSQL's types whose values its driver gives as this program writes them. */
const plainTypes: ReadonlySet<string> = new Set([
  'text',
  'smallint',
  'integer',
  'real',
  'double precision',
  'bytea',
]);

/** The columns of a table for SELECT. What PostgreSQL's driver would turn into something of its own comes as text, and yes and no as 1 and 0. */
export function selectColumns(store: Store, columns: readonly TransferColumn[]): RawBuilder<unknown> {
  return sql.join(columns.map((column) => sql`${valueOf(store, column)} as ${sql.id(column.name)}`));
}

function valueOf(store: Store, { name, type }: TransferColumn): RawBuilder<unknown> {
  const column = sql.id(name);
  if (store.engine === 'sqlite' || plainTypes.has(type)) return sql`${column}`;
  return type === 'boolean' ? sql`${column}::int` : sql`${column}::text`;
}

/** Rows by their primary key, or, without one, by all that they hold; the same on both engines. */
export function rowOrder(store: Store, { columns, key }: TransferTable): RawBuilder<unknown> {
  const keyColumns = key.flatMap((name) => columns.filter((column) => column.name === name));
  const isFirm = keyColumns.length > 0 && keyColumns.every(({ nullable }) => !nullable);
  const ordered = isFirm ? keyColumns : [...keyColumns, ...columns.filter(({ name }) => !key.includes(name))];
  return sql.join(ordered.map((column) => orderOf(store, column)));
}

const numbers: ReadonlySet<string> = new Set([
  'smallint',
  'integer',
  'bigint',
  'numeric',
  'real',
  'double precision',
]);

function orderOf(store: Store, { name, type, nullable }: TransferColumn): RawBuilder<unknown> {
  const column = sql.id(name);
  if (store.engine === 'sqlite') return sql`${column}`;
  const last = nullable ? sql` nulls first` : sql``;
  if (numbers.has(type) || type === 'bytea' || type === 'boolean') return sql`${column}${last}`;
  return sql`${type === 'text' ? column : sql`${column}::text`} collate "C"${last}`;
}

/** The function that turns a stored row of a table into what an export writes, keys in the order of the columns. */
export function rowWriter(
  store: Store,
  { columns }: TransferTable,
): (row: StoredRow) => Readonly<Record<string, RowValue>> {
  const wide = new Set(
    columns.filter(({ type }) => store.engine === 'postgresql' && type === 'bigint').map(({ name }) => name),
  );
  return (row) => {
    const written: Record<string, RowValue> = {};
    for (const { name } of columns) {
      const value = row[name] ?? null;
      written[name] = writeValue(wide.has(name) && typeof value === 'string' ? BigInt(value) : value);
    }
    return written;
  };
}

function writeValue(value: StoredValue): RowValue {
  if (value === null || typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : { real: String(value) };
  if (typeof value === 'bigint') {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : { integer: String(value) };
  }
  return { base64: value.toString('base64') };
}

/** Roughly the bytes that a row takes. */
export function rowSize(row: StoredRow): number {
  let size = 100;
  for (const name in row) {
    const value = row[name];
    size += typeof value === 'string' || Buffer.isBuffer(value) ? value.length : 8;
  }
  return size;
}
