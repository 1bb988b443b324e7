import { hash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import { insertRows } from '../../store/many-rows.ts';
import { rowOrder, rowWriter, selectColumns, type StoredRow } from '../export/table-values.ts';
import type { RowValue } from '../read/source-record.ts';
import type { TransferTable } from '../tables/describe-tables.ts';
import type { ImportContext } from './import-context.ts';
import { keyText, readStored } from './row-values.ts';

export type RowValues = Readonly<Record<string, RowValue>>;

/** So many rows are read at once. */
const chunk = 1_000;
/** More rows that are the same are never wanted at once. */
const mostAlike = 500;

/**
 * The rows that a table had before the import, by what they say without their counted keys, in a temporary table. Each stands for one row of the source at most: two
 * of them that say the same are two.
 */
export class KnownRows {
  readonly #context: ImportContext;
  readonly #table: TransferTable;
  readonly #told: readonly string[];
  readonly #insert = insertRows('import_rows', { table_name: 'text', hash: 'text', key: 'text' });
  readonly #remove = {
    sqlite: 'DELETE FROM import_rows WHERE table_name = ? AND hash = ? AND key = ?',
    postgresql: `DELETE FROM import_rows USING unnest($1::text[], $2::text[], $3::text[]) AS gone (table_name, hash, key)
      WHERE import_rows.table_name = gone.table_name AND import_rows.hash = gone.hash AND import_rows.key = gone.key`,
    columns: 3,
  };

  private constructor(context: ImportContext, table: TransferTable, told: readonly string[]) {
    this.#context = context;
    this.#table = table;
    this.#told = told;
  }

  /** Reads a table. `told` are the columns that say what a row says. */
  static async read(
    context: ImportContext,
    table: TransferTable,
    told: readonly string[],
  ): Promise<KnownRows> {
    const known = new KnownRows(context, table, told);
    await known.#fill();
    return known;
  }

  hashOf(values: RowValues): string {
    const text = JSON.stringify(this.#told.map((column) => values[column] ?? null));
    return hash('sha256', text, 'base64').slice(0, 22);
  }

  /** The keys of the rows that have these hashes and are not taken yet, by hash. */
  async find(hashes: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    if (hashes.length === 0) return new Map();
    const { rows } = await sql<{ hash: string; key: string }>`
      select hash, key from (
        select hash, key, row_number() over (partition by hash order by length(key), key) as place
        from import_rows where table_name = ${this.#table.name} and hash in (${sql.join(hashes)})
      ) as alike where place <= ${mostAlike} order by place`.execute(this.#context.db);
    const groups = Map.groupBy(rows, (row) => row.hash);
    return new Map(Array.from(groups, ([text, alike]) => [text, alike.map(({ key }) => key)]));
  }

  async take(rows: readonly { readonly hash: string; readonly key: string }[]): Promise<void> {
    await this.#context.rows.write(
      this.#remove,
      rows.map((row) => [this.#table.name, row.hash, row.key]),
    );
  }

  async #fill(): Promise<void> {
    const { store, db } = this.#context;
    const ending = sql.raw(store.engine === 'sqlite' ? '' : 'on commit drop');
    await sql`create temporary table if not exists import_rows (
      table_name text not null, hash text not null, key text not null) ${ending}`.execute(db);
    await sql`create index if not exists import_rows_by_hash on import_rows (table_name, hash)`.execute(db);
    const [key] = this.#table.key;
    if (this.#table.counted && key !== undefined) await this.#fillByKey(key);
    else await this.#fillAtOnce();
  }

  async #fillByKey(key: string): Promise<void> {
    const { store, stopIfCancelled } = this.#context;
    const write = rowWriter(store, this.#table);
    let where = sql``;
    for (;;) {
      const query = sql<StoredRow>`select ${selectColumns(store, this.#table.columns)}
        from ${sql.id(this.#table.name)} ${where} order by ${sql.id(key)} limit ${sql.lit(chunk)}`;
      const found = await readStored(this.#context, query);
      const last = found.at(-1)?.[key];
      if (last === undefined) return;
      await this.#note(found.map(write).map((values) => [values, keyText(values[key])]));
      where = sql`where ${sql.id(key)} > ${last}`;
      stopIfCancelled();
      await setImmediate();
    }
  }

  /** Without a key there is no going on from a row; such tables are small. */
  async #fillAtOnce(): Promise<void> {
    const { store } = this.#context;
    const query = sql<StoredRow>`select ${selectColumns(store, this.#table.columns)} from ${sql.id(this.#table.name)}
      order by ${rowOrder(store, this.#table)}`;
    const found = await readStored(this.#context, query);
    await this.#note(found.map(rowWriter(store, this.#table)).map((values, at) => [values, String(at)]));
  }

  async #note(found: readonly (readonly [values: RowValues, key: string])[]): Promise<void> {
    await this.#context.rows.write(
      this.#insert,
      found.map(([values, key]) => [this.#table.name, this.hashOf(values), key]),
    );
  }
}
