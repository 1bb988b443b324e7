import type { TransferTable } from '../tables/describe-tables.ts';
import type { RowItem } from './coming-row.ts';
import type { EntryAliases } from './entry-aliases.ts';
import type { ImportContext } from './import-context.ts';
import { TableImport } from './import-table.ts';
import type { KeyMap } from './key-map.ts';
import { References } from './map-references.ts';

export interface RowImportOptions {
  /** Those that are here. */
  readonly tables: readonly TransferTable[];
  /** What the source says that it has. */
  readonly counts: Readonly<Record<string, number>>;
  readonly aliases: EntryAliases;
  readonly keys: KeyMap;
  /** The schema's version here, and the one that the source was made at, if it says so. */
  readonly version: string;
  readonly sourceVersion: string | null;
}

/** Brings rows of other tables in, once all entries are there. */
export class RowImport {
  readonly #context: ImportContext;
  readonly #options: RowImportOptions;
  readonly #references: References;
  readonly #begun = new Map<string, TableImport>();
  /** Tables that are not here, with the number of their rows. */
  readonly #unknown = new Map<string, number>();

  constructor(context: ImportContext, options: RowImportOptions) {
    this.#context = context;
    this.#options = options;
    this.#references = new References(context, options.tables, options.aliases, options.keys);
  }

  /** Rows of one table. */
  async take(items: readonly RowItem[]): Promise<void> {
    const name = items[0]?.table ?? '';
    const table = this.#options.tables.find((one) => one.name === name);
    if (table === undefined) this.#leaveOut(name, items);
    else await (await this.#import(table, items)).take(items);
  }

  async #import(table: TransferTable, items: readonly RowItem[]): Promise<TableImport> {
    const begun = this.#begun.get(table.name);
    if (begun !== undefined) return begun;
    const one = await TableImport.begin(this.#context, table, {
      references: this.#references,
      keys: this.#options.keys,
      expected: this.#options.counts[table.name] ?? 0,
      given: Object.keys(items[0]?.row ?? {}),
    });
    this.#begun.set(table.name, one);
    return one;
  }

  #leaveOut(name: string, items: readonly RowItem[]): void {
    this.#unknown.set(name, (this.#unknown.get(name) ?? 0) + items.length);
    for (const { record } of items) {
      this.#context.tally.row(name, 'rejected');
      this.#context.tally.leaveOut({
        record,
        where: name,
        title: null,
        kind: 'unknown-table',
        reason: `This knowledge base has no table ${name}.`,
      });
    }
  }

  async finish(): Promise<void> {
    for (const table of this.#begun.values()) await table.finish();
    if (this.#unknown.size === 0) return;
    const rows = [...this.#unknown.values()].reduce((sum, count) => sum + count, 0);
    const names = [...this.#unknown.keys()].slice(0, 20).join(', ');
    const { version, sourceVersion } = this.#options;
    this.#context.tally.warn(
      sourceVersion === null || sourceVersion <= version
        ? `This knowledge base has no tables ${names}; ${rows.toLocaleString('en')} rows were left out.`
        : `It was made at schema ${sourceVersion}, and this knowledge base stands at ${version}, which has no tables ${names}; ${rows.toLocaleString('en')} rows were left out. To have them, upgrade and import it again.`,
    );
  }
}
