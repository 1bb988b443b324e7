import type { TransferTable } from '../tables/describe-tables.ts';
import { comingRow, type ComingRow, type RowItem } from './coming-row.ts';
import { CountedTable } from './counted-table.ts';
import type { ImportContext } from './import-context.ts';
import type { KeyMap } from './key-map.ts';
import { KeyedTable } from './keyed-table.ts';
import type { References } from './map-references.ts';
import { keyText } from './row-values.ts';
import { SelfReferences } from './self-references.ts';
import type { TableStrategy } from './table-strategy.ts';

/** So many rows are looked up at once. */
const chunk = 200;

export interface TableImportOptions {
  readonly references: References;
  readonly keys: KeyMap;
  /** How many rows the source has, where it says so. */
  readonly expected: number;
  /** The columns that the source gives. */
  readonly given: readonly string[];
}

/** Brings the rows of one table in. */
export class TableImport {
  readonly #context: ImportContext;
  readonly #table: TransferTable;
  readonly #references: References;
  readonly #self: SelfReferences;
  readonly #strategy: TableStrategy;
  readonly #unknownColumns = new Set<string>();
  #emptied = 0;
  #leftOut = 0;

  private constructor(
    context: ImportContext,
    table: TransferTable,
    references: References,
    parts: { readonly self: SelfReferences; readonly strategy: TableStrategy },
  ) {
    this.#context = context;
    this.#table = table;
    this.#references = references;
    this.#self = parts.self;
    this.#strategy = parts.strategy;
  }

  static async begin(
    context: ImportContext,
    table: TransferTable,
    { references, keys, expected, given }: TableImportOptions,
  ): Promise<TableImport> {
    const self = new SelfReferences(context, table, references);
    const silent = new Set([...(table.counted ? table.key : []), ...self.columns]);
    const told = table.columns
      .map(({ name }) => name)
      .filter((name) => given.includes(name) && !silent.has(name));
    const strategy =
      table.counted || table.key.length === 0
        ? await CountedTable.begin(context, table, { keys, told, expected })
        : new KeyedTable(context, table);
    return new TableImport(context, table, references, { self, strategy });
  }

  async take(items: readonly RowItem[]): Promise<void> {
    let rows: ComingRow[] = [];
    const seen = new Set<string>();
    for (const item of items) {
      const row = comingRow(this.#context.store, this.#table, item, this.#unknownColumns);
      const key = this.#table.key.map((name) => keyText(row.values[name])).join('\0');
      if (rows.length === chunk || (this.#table.key.length > 0 && seen.has(key)) || this.#needsOneByOne) {
        await this.#takeSome(rows);
        rows = [];
        seen.clear();
      }
      rows.push(row);
      seen.add(key);
    }
    await this.#takeSome(rows);
  }

  /** A row that must point to one of its own table needs that written before it. */
  get #needsOneByOne(): boolean {
    return this.#table.references.some(
      ({ table, columns }) =>
        table === this.#table.name && !columns.every((column) => this.#self.columns.includes(column)),
    );
  }

  async #takeSome(rows: readonly ComingRow[]): Promise<void> {
    const own = this.#self.takeOut(rows);
    for (const reference of this.#table.references) {
      if (reference.columns.every((column) => this.#self.columns.includes(column))) continue;
      this.#emptied += await this.#references.map(this.#table, reference, rows);
    }
    const sound = rows.filter(({ refusal }) => refusal === null);
    const placed = sound.length === 0 ? [] : await this.#strategy.take(sound);
    await this.#self.set(placed, own);
    for (const { outcome } of placed) {
      if (outcome === 'left-out') this.#leftOut += 1;
      else this.#context.tally.row(this.#table.name, outcome);
    }
    for (const { record, refusal } of rows) {
      if (refusal === null) continue;
      const { name } = this.#table;
      this.#context.tally.row(name, 'rejected');
      this.#context.tally.reject({ record, where: name, title: null, ...refusal });
    }
  }

  async finish(): Promise<void> {
    const { tally } = this.#context;
    const { name } = this.#table;
    this.#emptied += await this.#self.finish();
    if (this.#strategy.remark !== null) tally.warn(this.#strategy.remark);
    // A selection leaves out what it points to only where a row can do without it: that is no loss.
    if (this.#emptied > 0 && tally.rejectedTotal > 0) {
      tally.warn(
        `${this.#emptied.toLocaleString('en')} rows of ${name} pointed to something that did not come with them, and came without it.`,
      );
    }
    if (this.#leftOut > 0) {
      tally.warn(
        `${this.#leftOut.toLocaleString('en')} rows of ${name} were left out: it has rows here already, and is a chain that is only ever added to.`,
      );
    }
    if (this.#unknownColumns.size > 0) {
      const columns = [...this.#unknownColumns].slice(0, 20).join(', ');
      tally.warn(`${name} has no such columns here, and what was in them was left out: ${columns}.`);
    }
  }
}
