import { sql } from 'kysely';
import { rowWriter, selectColumns, type StoredRow } from '../export/table-values.ts';
import type { TransferTable } from '../tables/describe-tables.ts';
import type { ComingRow } from './coming-row.ts';
import type { ImportContext } from './import-context.ts';
import type { RowValues } from './known-rows.ts';
import { boundValue, keyText, readStored } from './row-values.ts';
import { RowStore } from './store-rows.ts';
import type { PlacedRow, TableStrategy } from './table-strategy.ts';

/** The column whose later value tells which of two rows is newer. */
const timeColumn = 'updated_at';

/** A table whose keys mean the same everywhere: a row is known by its key. */
export class KeyedTable implements TableStrategy {
  readonly #context: ImportContext;
  readonly #table: TransferTable;
  readonly #rows: RowStore;
  readonly #write: (row: StoredRow) => RowValues;
  #kept = 0;

  constructor(context: ImportContext, table: TransferTable) {
    this.#context = context;
    this.#table = table;
    this.#rows = new RowStore(context, table);
    this.#write = rowWriter(context.store, table);
  }

  async take(rows: readonly ComingRow[]): Promise<readonly PlacedRow[]> {
    const present = await this.#present(rows);
    const placed: PlacedRow[] = [];
    const added: ComingRow[] = [];
    for (const row of rows) {
      const here = present.get(this.#keyOf(row.values));
      if (here === undefined) {
        added.push(row);
        continue;
      }
      const outcome = await this.#meet(row, here);
      if (outcome !== null) placed.push({ row, outcome, key: this.#key(row.values) });
    }
    const refusals = await this.#rows.insert(added.map(({ values }) => values));
    for (const [at, row] of added.entries()) {
      row.refusal = refusals[at] ?? null;
      if (row.refusal === null) placed.push({ row, outcome: 'added', key: this.#key(row.values) });
    }
    return placed;
  }

  /** The newer of two rows stands. Null where the table does not take it. */
  async #meet(row: ComingRow, here: RowValues): Promise<'updated' | 'unchanged' | null> {
    const changes = Object.fromEntries(
      Object.entries(row.values).filter(
        ([name, value]) => JSON.stringify(value) !== JSON.stringify(here[name] ?? null),
      ),
    );
    if (Object.keys(changes).length === 0) return 'unchanged';
    const [theirs, ours] = [row.values[timeColumn], here[timeColumn]];
    if (typeof theirs !== 'string' || typeof ours !== 'string' || theirs <= ours) {
      this.#kept += 1;
      return 'unchanged';
    }
    row.refusal = await this.#rows.update(this.#key(row.values), changes);
    return row.refusal === null ? 'updated' : null;
  }

  /** The rows here that have the keys of these, by key. */
  async #present(rows: readonly ComingRow[]): Promise<ReadonlyMap<string, RowValues>> {
    if (rows.length === 0) return new Map();
    const conditions = rows.map(({ values }) => {
      const parts = this.#table.key.map((name) => sql`${sql.id(name)} = ${boundValue(values[name]) ?? null}`);
      return sql`(${sql.join(parts, sql` and `)})`;
    });
    const query = sql<StoredRow>`select ${selectColumns(this.#context.store, this.#table.columns)}
      from ${sql.id(this.#table.name)} where ${sql.join(conditions, sql` or `)}`;
    const found = (await readStored(this.#context, query)).map(this.#write);
    return new Map(found.map((values) => [this.#keyOf(values), values]));
  }

  #keyOf(values: RowValues): string {
    return this.#table.key.map((name) => keyText(values[name])).join('\0');
  }

  #key(values: RowValues): RowValues {
    return Object.fromEntries(this.#table.key.map((name) => [name, values[name] ?? null]));
  }

  get remark(): string | null {
    if (this.#kept === 0) return null;
    return `${this.#kept.toLocaleString('en')} rows of ${this.#table.name} differ from those here, which are newer or have no time, and stayed as they are.`;
  }
}
