import type { TableReference, TransferTable } from '../tables/describe-tables.ts';
import type { ComingRow } from './coming-row.ts';
import type { ImportContext } from './import-context.ts';
import type { RowValues } from './known-rows.ts';
import type { References } from './map-references.ts';
import { RowStore } from './store-rows.ts';
import type { PlacedRow } from './table-strategy.ts';

/** So many are looked up at once. */
const chunk = 200;

interface Pending {
  readonly record: number;
  /** Of the row here. */
  readonly key: RowValues;
  /** What it points with, as the source has it. */
  readonly values: RowValues;
}

/** References of rows to rows of their own table, which may come after them: they are left empty at first, and set once both are there. */
export class SelfReferences {
  readonly #table: TransferTable;
  readonly #mapper: References;
  readonly #rows: RowStore;
  readonly #references: readonly TableReference[];
  #waiting: Pending[] = [];

  constructor(context: ImportContext, table: TransferTable, mapper: References) {
    this.#table = table;
    this.#mapper = mapper;
    this.#rows = new RowStore(context, table);
    this.#references = table.references.filter((reference) => isOptionalSelf(table, reference));
  }

  /** The columns that are set afterwards. */
  get columns(): readonly string[] {
    return this.#references.flatMap(({ columns }) => columns);
  }

  /** Takes out of rows what points to their own table. */
  takeOut(rows: readonly ComingRow[]): ReadonlyMap<ComingRow, RowValues> {
    const taken = new Map<ComingRow, RowValues>();
    for (const row of rows) {
      const pointing = this.columns.filter((column) => (row.values[column] ?? null) !== null);
      if (pointing.length === 0) continue;
      taken.set(row, Object.fromEntries(pointing.map((column) => [column, row.values[column] ?? null])));
      for (const column of pointing) row.values[column] = null;
    }
    return taken;
  }

  /** Sets what was taken out, as far as the rows that it points to are there. */
  async set(placed: readonly PlacedRow[], taken: ReadonlyMap<ComingRow, RowValues>): Promise<void> {
    const pending = placed.flatMap(({ row, outcome, key }): Pending[] => {
      const values = taken.get(row);
      return values === undefined || outcome !== 'added' ? [] : [{ record: row.record, key, values }];
    });
    this.#waiting.push(...(await this.#setThose(pending)));
  }

  /** Sets what had to wait. Returns how many lead nowhere. */
  async finish(): Promise<number> {
    const left = await this.#setThose(this.#waiting);
    this.#waiting = [];
    return left.length;
  }

  /** Returns those that lead nowhere yet. */
  async #setThose(pending: readonly Pending[]): Promise<readonly Pending[]> {
    const left: Pending[] = [];
    for (let start = 0; start < pending.length; start += chunk) {
      const some = pending.slice(start, start + chunk);
      const rows = some.map(({ record, values }): ComingRow => ({
        record,
        values: { ...values },
        refusal: null,
      }));
      for (const reference of this.#references) await this.#mapper.map(this.#table, reference, rows);
      for (const [at, one] of some.entries()) {
        const values = Object.entries(rows[at]?.values ?? {}).filter(([, value]) => value !== null);
        if (values.length < Object.keys(one.values).length) left.push(one);
        else await this.#rows.update(one.key, Object.fromEntries(values));
      }
    }
    return left;
  }
}

function isOptionalSelf(table: TransferTable, { table: parent, columns }: TableReference): boolean {
  return (
    parent === table.name &&
    columns.every((name) => table.columns.some((column) => column.name === name && column.nullable))
  );
}
