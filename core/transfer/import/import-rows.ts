import type { TransferTable } from '../tables/describe-tables.ts';
import type { EntryAliases } from './entry-aliases.ts';
import type { ImportContext } from './import-context.ts';
import type { PreparedItem } from './prepared-record.ts';

export interface RowImportOptions {
  readonly tables: readonly TransferTable[];
  readonly counts: Readonly<Record<string, number>>;
  readonly aliases: EntryAliases;
  readonly version: string;
  readonly sourceVersion: string | null;
}

export class RowImport {
  readonly #context: ImportContext;
  readonly #options: RowImportOptions;

  constructor(context: ImportContext, options: RowImportOptions) {
    this.#context = context;
    this.#options = options;
  }
  async take(_rows: readonly Extract<PreparedItem, { kind: 'row' }>[]): Promise<void> {
    throw new Error(`Not written yet: ${this.#options.version} ${this.#context.actor}`);
  }
  async finish(): Promise<void> {}
}
