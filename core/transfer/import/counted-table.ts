import { sql } from 'kysely';
import type { StoredRow } from '../export/table-values.ts';
import type { TransferTable } from '../tables/describe-tables.ts';
import type { ComingRow } from './coming-row.ts';
import type { ImportContext } from './import-context.ts';
import { KeyCounter } from './key-counter.ts';
import type { KeyMap } from './key-map.ts';
import { KnownRows, type RowValues } from './known-rows.ts';
import { auditTable } from './replace-content.ts';
import { boundValue, countedKey, keyText, readStored } from './row-values.ts';
import { RowStore } from './store-rows.ts';
import type { PlacedRow, TableStrategy } from './table-strategy.ts';

export interface CountedTableOptions {
  readonly keys: KeyMap;
  /** Columns that tell a row from others: all but the key, and but those that point to the table itself. */
  readonly told: readonly string[];
  /** How many rows the source has, where it says so. */
  readonly expected: number;
}

/**
 * A table whose keys are counted up, or that has none: a row is known by what it says. It keeps its number where nobody has that here, and what points to it is told its
 * new one otherwise.
 */
export class CountedTable implements TableStrategy {
  readonly #context: ImportContext;
  readonly #table: TransferTable;
  readonly #options: CountedTableOptions;
  readonly #rows: RowStore;
  readonly #key: string | null;
  readonly #counter: KeyCounter | null;
  /** Null where there was nothing before. */
  readonly #known: KnownRows | null;

  private constructor(
    context: ImportContext,
    table: TransferTable,
    options: CountedTableOptions,
    { counter, known }: { readonly counter: KeyCounter | null; readonly known: KnownRows | null },
  ) {
    this.#context = context;
    this.#table = table;
    this.#options = options;
    this.#rows = new RowStore(context, table);
    this.#key = table.counted ? (table.key[0] ?? null) : null;
    this.#counter = counter;
    this.#known = known;
  }

  static async begin(
    context: ImportContext,
    table: TransferTable,
    options: CountedTableOptions,
  ): Promise<CountedTable> {
    const [key] = table.key;
    const counter =
      table.counted && key !== undefined ? await KeyCounter.begin(context, table.name, key) : null;
    const { rows } = await sql`select 1 from ${sql.id(table.name)} limit 1`.execute(context.db);
    const known = rows.length === 0 ? null : await KnownRows.read(context, table, options.told);
    return new CountedTable(context, table, options, { counter, known });
  }

  async take(rows: readonly ComingRow[]): Promise<readonly PlacedRow[]> {
    const { matched, others } = await this.#match(rows);
    const added = this.#isClosed ? [] : await this.#add(others);
    const left = this.#isClosed ? others : [];
    await this.#note([...matched, ...added]);
    return [
      ...matched.map(({ row, key }) => ({ row, outcome: 'unchanged' as const, key })),
      ...added.map(({ row, key }) => ({ row, outcome: 'added' as const, key })),
      ...left.map((row) => ({ row, outcome: 'left-out' as const, key: {} })),
    ];
  }

  readonly remark = null;

  /** A chain that has begun here cannot take in another one. */
  get #isClosed(): boolean {
    return this.#table.name === auditTable && this.#known !== null;
  }

  /** Rows that say what one here says: the one with the same key first, and else any. */
  async #match(rows: readonly ComingRow[]) {
    const known = this.#known;
    if (known === null) return { matched: [], others: rows };
    const hashes = rows.map(({ values }) => known.hashOf(values));
    const alike = new Map(
      Array.from(await known.find([...new Set(hashes)]), ([hash, keys]) => [hash, [...keys]]),
    );
    const found = new Map<ComingRow, string>();
    const take = (at: number, key: string | undefined): void => {
      const [row, hash] = [rows[at], hashes[at] ?? ''];
      if (row === undefined || key === undefined || found.has(row)) return;
      found.set(row, key);
      alike.set(
        hash,
        (alike.get(hash) ?? []).filter((other) => other !== key),
      );
    };
    for (const [at, { values }] of rows.entries()) {
      const own = keyText(values[this.#key ?? '']);
      if (alike.get(hashes[at] ?? '')?.includes(own)) take(at, own);
    }
    for (const at of rows.keys()) take(at, alike.get(hashes[at] ?? '')?.[0]);
    await known.take(
      rows.flatMap((row, at) => {
        const key = found.get(row);
        return key === undefined ? [] : [{ hash: hashes[at] ?? '', key }];
      }),
    );
    const matched = Array.from(found, ([row, key]) => ({
      row,
      key: this.#key === null ? {} : { [this.#key]: countedKey(key) },
    }));
    return { matched, others: rows.filter((row) => !found.has(row)) };
  }

  async #add(rows: readonly ComingRow[]) {
    const placed = await this.#place(rows);
    const refusals = await this.#rows.insert(placed.map(({ row, key }) => ({ ...row.values, ...key })));
    return placed.filter(({ row }, at) => {
      row.refusal = refusals[at] ?? null;
      return row.refusal === null;
    });
  }

  /** Gives each row a key that nobody has. */
  async #place(rows: readonly ComingRow[]) {
    const [name, counter] = [this.#key, this.#counter];
    if (name === null || counter === null) return rows.map((row) => ({ row, key: {} as RowValues }));
    const given = await this.#given(name, rows);
    return rows.map((row) => {
      const wanted = row.values[name] ?? null;
      const isFree = wanted !== null && !given.has(keyText(wanted));
      const key = isFree ? wanted : counter.next(wanted === null ? 0 : this.#options.expected);
      given.add(keyText(key));
      counter.keep(key);
      return { row, key: { [name]: key } };
    });
  }

  async #given(name: string, rows: readonly ComingRow[]): Promise<Set<string>> {
    const wanted = rows.flatMap(({ values }) => boundValue(values[name] ?? null) ?? []);
    if (wanted.length === 0) return new Set();
    const query = sql<StoredRow>`select ${sql.id(name)} as key from ${sql.id(this.#table.name)}
      where ${sql.id(name)} in (${sql.join(wanted)})`;
    return new Set((await readStored(this.#context, query)).map(({ key }) => String(key)));
  }

  async #note(rows: readonly { readonly row: ComingRow; readonly key: RowValues }[]): Promise<void> {
    const name = this.#key;
    if (name === null) return;
    await this.#options.keys.add(
      this.#table.name,
      rows.map(({ row, key }) => [row.values[name] ?? null, key[name] ?? null]),
    );
  }
}
