import type { Value } from './record.ts';
import type { TableShape } from './table-shape.ts';

/** A row as a record holds it. */
export interface Row {
  /** Null in tables that have none. */
  readonly rowid: bigint | null;
  readonly values: readonly Value[];
}

/** Whether rows follow each other as those of a sound tree do. Where they do not, one of them may pass itself off as another. */
export function isAscending(shape: TableShape, rows: readonly Row[]): boolean {
  return rows.every((row, index) => {
    const before = rows[index - 1];
    return before === undefined || compareRows(shape, before, row) < 0;
  });
}

/** Below zero where the first row comes before the second in their tree. */
export function compareRows({ columns, keyed }: TableShape, one: Row, other: Row): number {
  if (!keyed) return compareValues(one.rowid, other.rowid);
  for (const [index, { isKey }] of columns.entries()) {
    if (!isKey) break;
    const order = compareValues(one.values[index] ?? null, other.values[index] ?? null);
    if (order !== 0) return order;
  }
  return 0;
}

/** SQLite's own order: nothing, numbers, texts by their bytes, and bytes. */
function compareValues(one: Value, other: Value): number {
  const rank = rankOf(one) - rankOf(other);
  if (rank !== 0 || one === other || one === null || other === null) return rank;
  if (rankOf(one) === 1) return one < other ? -1 : one > other ? 1 : 0;
  return Buffer.compare(Buffer.from(one as string | Buffer), Buffer.from(other as string | Buffer));
}

function rankOf(value: Value): number {
  if (value === null) return 0;
  if (typeof value === 'string') return 2;
  return typeof value === 'object' ? 3 : 1;
}
