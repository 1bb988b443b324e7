import { setImmediate } from 'node:timers/promises';
import { withLargeIndexBuffer } from '../../search/index-buffer.ts';
import type { NumberedTerms } from '../../search/term-numbers.ts';
import { readAppliedSteps } from '../../upgrade/applied-steps.ts';
import type { SourceHeader } from '../read/source-record.ts';
import { historyTable } from '../export/long-histories.ts';
import { describeTables, type TransferTable } from '../tables/describe-tables.ts';
import type { TransferProgress } from '../transfer-types.ts';
import { EntryImport } from './import-entries.ts';
import type { ImportContext } from './import-context.ts';
import { HistoryImport } from './import-history.ts';
import { RowImport } from './import-rows.ts';
import { KeyMap } from './key-map.ts';
import type { RowItem } from './coming-row.ts';
import type { PreparedBatch, PreparedEntry } from './prepared-record.ts';
import type { PreparedSource } from './prepared-source.ts';
import { emptyTables } from './replace-content.ts';
import { entryTable } from './map-references.ts';
import { SourceCounts } from './source-counts.ts';

export interface SourceImportOptions {
  /** What is here makes room for what comes. */
  readonly replaces: boolean;
  /** Only some of the source's entries are taken, so its counts say nothing. */
  readonly isSelected: boolean;
  readonly onProgress: (progress: TransferProgress) => void;
}

interface Parts {
  readonly history: HistoryImport;
  readonly entries: EntryImport;
  readonly rows: RowImport;
}

/** Brings everything in that a source has, inside the transaction of its context. */
export class SourceImport {
  readonly #context: ImportContext;
  readonly #source: PreparedSource;
  readonly #options: SourceImportOptions;
  readonly #counts = new SourceCounts();
  #parts: Parts | null = null;
  /** Of the first batch with entries. */
  #terms: NumberedTerms | null = null;
  header: SourceHeader | null = null;
  /** Entries that were removed to make room. */
  removed = 0;

  constructor(context: ImportContext, source: PreparedSource, options: SourceImportOptions) {
    this.#context = context;
    this.#source = source;
    this.#options = options;
  }

  run(): Promise<void> {
    return withLargeIndexBuffer(this.#context.store, this.#context.db, () => this.#run());
  }

  async #run(): Promise<void> {
    this.#report('reading', 0);
    const unknownFields: string[] = [];
    for await (const batch of this.#source.batches()) {
      this.#context.stopIfCancelled();
      await this.#take(batch);
      unknownFields.push(...batch.unknownFields);
      this.#report('writing', batch.position);
      // Lets this thread's other messages through, cancellation among them.
      await setImmediate();
    }
    this.#context.stopIfCancelled();
    this.#report('finishing', this.#source.info.sizeBytes);
    const { entries, rows } = await this.#begun();
    await entries.finish();
    await rows.finish();
    if (!this.#options.isSelected) this.#counts.check(this.#context.tally);
    if (unknownFields.length > 0) {
      this.#context.tally.warn(
        `Some records have fields that entries do not have, and these were left out: ${unknownFields.join(', ')}. With a mapping they can be kept.`,
      );
    }
  }

  /** Neighbours of one kind go together. */
  async #take({ items, terms }: PreparedBatch): Promise<void> {
    if (this.#parts !== null) await this.#parts.entries.load(terms);
    else this.#terms = terms;
    let entries: PreparedEntry[] = [];
    let rows: RowItem[] = [];
    const flush = async (): Promise<void> => {
      if (entries.length > 0) await (await this.#begun()).entries.take(entries);
      if (rows.length > 0) await this.#takeRows(rows);
      entries = [];
      rows = [];
    };
    for (const item of items) {
      switch (item.kind) {
        case 'entry':
          if (rows.length > 0) await flush();
          this.#counts.found('entries');
          this.#counts.found('revisions', item.revisions.length);
          entries.push(item);
          break;
        case 'row':
          if (entries.length > 0 || rows[0]?.table !== item.table) await flush();
          this.#counts.found(item.table);
          if (item.table === historyTable) this.#counts.found('revisions');
          rows.push(item);
          break;
        case 'rejected':
          this.#counts.unreadable();
          this.#context.tally.reject(item.rejected);
          break;
        case 'header':
          this.header = item;
          this.#counts.header(item);
          break;
        case 'end':
          this.#counts.end(item.stated, item.found);
          break;
      }
    }
    await flush();
  }

  /** Rows point to entries, so all of these are written before. */
  async #takeRows(items: readonly RowItem[]): Promise<void> {
    const { entries, rows, history } = await this.#begun();
    await entries.finish();
    await (items[0]?.table === historyTable ? history : rows).take(items);
  }

  async #begun(): Promise<Parts> {
    if (this.#parts === null) {
      this.#parts = await this.#begin();
      if (this.#terms !== null) await this.#parts.entries.load(this.#terms);
    }
    return this.#parts;
  }

  async #begin(): Promise<Parts> {
    const { store, db } = this.#context;
    const tables = await describeTables(store, db);
    const counts = this.header?.counts ?? {};
    if (this.#options.replaces) {
      this.removed = await emptyTables(
        this.#context,
        tables,
        tables.filter(({ name }) => Object.hasOwn(counts, name)),
      );
    }
    const { format, native } = this.#source.info;
    const first = await db.selectFrom('kb_entries').select('number').limit(1).executeTakeFirst();
    const keys = new KeyMap(this.#context);
    const entries = await EntryImport.begin(this.#context, {
      keys: tables.some(pointsToNumbers) ? keys : null,
      isEmpty: first === undefined,
      keepsIdentities: this.header !== null || (native && (format === 'csv' || format === 'markdown')),
      expected: counts['entries'] ?? 0,
    });
    const applied = await readAppliedSteps({ store, db });
    const rows = new RowImport(this.#context, {
      tables,
      counts,
      aliases: entries.aliases,
      keys,
      version: applied.at(-1)?.version ?? '',
      sourceVersion: this.header?.schemaVersion ?? null,
    });
    return { entries, rows, history: new HistoryImport(this.#context, entries.aliases) };
  }

  #report(phase: TransferProgress['phase'], done: number): void {
    const { format, sizeBytes } = this.#source.info;
    this.#options.onProgress({
      phase,
      done,
      total: sizeBytes,
      unit: format === 'database' ? 'records' : 'bytes',
      records: this.#context.tally.records,
    });
  }
}

/** Tables of custom steps may point to the numbers of entries, which may be others here. */
function pointsToNumbers({ references }: TransferTable): boolean {
  return references.some(
    ({ table, parentColumns }) => table === entryTable && parentColumns.includes('number'),
  );
}
