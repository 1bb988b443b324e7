import type { TransferTable } from '../tables/describe-tables.ts';
import type { StoredRow } from './table-values.ts';

/** Of the rows that go: the values of the columns by which other tables point to them. */
export class TakenKeys {
  readonly #keys = new Map<string, Set<string>>();
  readonly #pointedTo = new Map<string, readonly (readonly string[])[]>();

  constructor(tables: readonly TransferTable[]) {
    const references = Map.groupBy(
      tables.flatMap((table) => table.references),
      ({ table }) => table,
    );
    for (const [table, found] of references) {
      const lists = new Map(found.map(({ parentColumns }) => [parentColumns.join('\n'), parentColumns]));
      this.#pointedTo.set(table, [...lists.values()]);
    }
  }

  /** The sets of columns of a table by which others point to it. */
  pointedTo(table: string): readonly (readonly string[])[] {
    return this.#pointedTo.get(table) ?? [];
  }

  of(table: string, columns: readonly string[]): Set<string> {
    const name = [table, ...columns].join('\n');
    const keys = this.#keys.get(name) ?? new Set();
    this.#keys.set(name, keys);
    return keys;
  }

  /** Takes what a row is pointed to by. Whether any of it was not taken yet. */
  takeRow(table: string, row: StoredRow): boolean {
    return this.pointedTo(table).reduce(
      (isNew, columns) => this.take(table, columns, keyOf(row, columns)) || isNew,
      false,
    );
  }

  /** Whether it was not taken yet. */
  take(table: string, columns: readonly string[], key: string | null): boolean {
    const keys = this.of(table, columns);
    if (key === null || keys.has(key)) return false;
    keys.add(key);
    return true;
  }

  /** Whether something that goes points to this row, or it was taken itself. */
  hasRow(table: string, row: StoredRow): boolean {
    return this.pointedTo(table).some((columns) => {
      const key = keyOf(row, columns);
      return key !== null && this.of(table, columns).has(key);
    });
  }
}

/** The values of some columns as one text; null where one of them is empty, which points nowhere. */
export function keyOf(row: StoredRow, columns: readonly string[]): string | null {
  const [only] = columns;
  if (columns.length === 1 && only !== undefined) {
    const value = row[only] ?? null;
    return value === null ? null : String(value);
  }
  const values = columns.map((name) => row[name] ?? null);
  return values.includes(null) ? null : JSON.stringify(values.map(String));
}
