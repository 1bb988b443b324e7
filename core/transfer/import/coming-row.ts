import type { Store } from '../../store/store.ts';
import type { RowValue } from '../read/source-record.ts';
import type { TransferTable } from '../tables/describe-tables.ts';
import type { PreparedItem } from './prepared-record.ts';
import { boundValue, fitsColumn } from './row-values.ts';
import type { Refusal } from './store-rows.ts';

export type RowItem = Extract<PreparedItem, { readonly kind: 'row' }>;

/** A row on its way in: what it says in the source becomes what it says here. */
export interface ComingRow {
  readonly record: number;
  readonly values: Record<string, RowValue>;
  /** Why it cannot come in, where it cannot. */
  refusal: Refusal | null;
}

/** A row of a source with the columns that the table has here. Names of others are added to `unknown`. */
export function comingRow(
  store: Store,
  { columns, key, counted }: TransferTable,
  { record, row }: RowItem,
  unknown: Set<string>,
): ComingRow {
  const values: Record<string, RowValue> = {};
  let refusal: Refusal | null = null;
  for (const column of columns) {
    const { name } = column;
    if (!Object.hasOwn(row, name)) continue;
    const value = row[name] ?? null;
    const bound = boundValue(value);
    if (bound === undefined || !fitsColumn(store.engine, column, bound)) {
      refusal ??= { kind: 'invalid-value', reason: `Its ${name} is nothing that this column can hold.` };
    }
    values[name] = value;
  }
  for (const name in row) if (!columns.some((column) => column.name === name)) unknown.add(name);
  const missing = counted ? undefined : key.find((name) => (values[name] ?? null) === null);
  if (missing !== undefined) refusal ??= { kind: 'missing-field', reason: `It has no ${missing}.` };
  return { record, values, refusal };
}
