import type { EntryId, JsonValue } from '../../entries/entry.ts';
import { KnowledgeError } from '../../failure.ts';
import {
  mostListed,
  type ImportConflict,
  type ImportReport,
  type ImportRequest,
  type ProblemKind,
  type RejectedRecord,
  type TableImport,
} from '../transfer-types.ts';

export type RowOutcome = 'added' | 'updated' | 'unchanged' | 'rejected';
export type EntryOutcome = 'added' | 'updated' | 'unchanged';

/** Enough to show what came in. */
const sampleSize = 20;
/** Of a long text so much is shown in a conflict; the rest is in the file and in the knowledge base. */
const longestShown = 2_000;
/** All conflicts together hold no more characters than this. */
const mostShown = 8_000_000;

/** Counts what becomes of records, and keeps of what is told about them no more than fits in memory. */
export class ImportTally {
  readonly entries: Record<EntryOutcome, number> = { added: 0, updated: 0, unchanged: 0 };
  readonly sample: EntryId[] = [];
  readonly rejected: RejectedRecord[] = [];
  rejectedTotal = 0;
  readonly problems: Partial<Record<ProblemKind, number>> = {};
  readonly conflicts: ImportConflict[] = [];
  conflictsTotal = 0;
  readonly #path: string;
  readonly #stopsAtBad: boolean;
  readonly #mostInSample: number;
  readonly #tables = new Map<string, Record<RowOutcome, number>>();
  readonly #warnings = new Set<string>();
  #shown = 0;

  constructor({ path, onBadRecord = 'skip', dryRun = false }: ImportRequest) {
    this.#path = path;
    this.#mostInSample = dryRun ? 0 : sampleSize;
    this.#stopsAtBad = onBadRecord === 'stop';
  }

  /** Entries and rows so far, those included that were left out. */
  get records(): number {
    const { added, updated, unchanged } = this.entries;
    return added + updated + unchanged;
  }

  /** `id` is that of the entry here, where it was added or updated. */
  entry(outcome: EntryOutcome, id: string | null): void {
    this.entries[outcome] += 1;
    if (id !== null && this.sample.length < this.#mostInSample) this.sample.push(id as EntryId);
  }

  row(table: string, outcome: RowOutcome): void {
    const counts = this.#tables.get(table) ?? { added: 0, updated: 0, unchanged: 0, rejected: 0 };
    counts[outcome] += 1;
    this.#tables.set(table, counts);
  }

  /** Throws a `KnowledgeError` of kind invalid-file where a bad record is to end the import. */
  reject(rejected: RejectedRecord): void {
    if (this.#stopsAtBad) throw this.#refusal(rejected);
    this.leaveOut(rejected);
  }

  /** Counts a record that is left out whatever becomes of bad ones. */
  leaveOut(rejected: RejectedRecord): void {
    this.rejectedTotal += 1;
    this.problems[rejected.kind] = (this.problems[rejected.kind] ?? 0) + 1;
    if (this.rejected.length < mostListed) this.rejected.push(rejected);
  }

  conflict(conflict: ImportConflict): void {
    this.conflictsTotal += 1;
    if (this.conflicts.length >= mostListed || this.#shown >= mostShown) return;
    const fields = conflict.fields.map(({ field, here, file }) => ({
      field,
      here: this.#show(here),
      file: this.#show(file),
    }));
    this.conflicts.push({ ...conflict, fields });
  }

  #show(value: JsonValue): JsonValue {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    this.#shown += Math.min(text.length, longestShown);
    return text.length <= longestShown ? value : `${text.slice(0, longestShown).toWellFormed()}…`;
  }

  warn(sentence: string): void {
    this.#warnings.add(sentence);
  }

  /** What is wrong with the source as a whole: worth a warning, or the end where a bad record is that, too. */
  doubt(sentence: string): void {
    if (!this.#stopsAtBad) {
      this.warn(`${sentence} What could be read of it was imported.`);
      return;
    }
    throw new KnowledgeError({
      kind: 'invalid-file',
      message: `${this.#path}: ${sentence}`,
      recovery: 'Nothing was imported. Get the file once more, or import it and leave bad records out.',
    });
  }

  get warnings(): readonly string[] {
    return [...this.#warnings];
  }

  tables(): readonly TableImport[] {
    return Array.from(this.#tables, ([table, counts]) => ({ table, ...counts }));
  }

  #refusal({ record, where, reason }: RejectedRecord): KnowledgeError {
    const place = where === null ? '' : ` (${where})`;
    return new KnowledgeError({
      kind: 'invalid-file',
      message: `Record ${record.toLocaleString('en')}${place} of ${this.#path} cannot be imported: ${reason}`,
      recovery: 'Nothing was imported. Correct this record, or import the file and leave bad records out.',
    });
  }
}

/** The parts of a report that the tally has. */
export function tallied(
  tally: ImportTally,
): Pick<
  ImportReport,
  | 'added'
  | 'updated'
  | 'unchanged'
  | 'sample'
  | 'rejected'
  | 'rejectedTotal'
  | 'problems'
  | 'conflicts'
  | 'conflictsTotal'
  | 'tables'
  | 'warnings'
> {
  const inOrder = <T extends { readonly record: number }>(list: readonly T[]): readonly T[] =>
    list.toSorted((one, other) => one.record - other.record);
  return {
    ...tally.entries,
    sample: tally.sample,
    rejected: inOrder(tally.rejected),
    rejectedTotal: tally.rejectedTotal,
    problems: tally.problems,
    conflicts: inOrder(tally.conflicts),
    conflictsTotal: tally.conflictsTotal,
    tables: tally.tables(),
    warnings: tally.warnings,
  };
}
