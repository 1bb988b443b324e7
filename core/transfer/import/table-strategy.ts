import type { RowOutcome } from './import-tally.ts';
import type { ComingRow } from './coming-row.ts';
import type { RowValues } from './known-rows.ts';

/** What became of a row. */
export interface PlacedRow {
  readonly row: ComingRow;
  /** `left-out`: there is no place for it here, and nothing is wrong with it. */
  readonly outcome: Exclude<RowOutcome, 'rejected'> | 'left-out';
  /** The key that it has here; empty where the table has none. */
  readonly key: RowValues;
}

/** How rows of a table find those here that they are the same as. */
export interface TableStrategy {
  /** Brings rows in whose references are those of this knowledge base, no two with the same key. A row that is refused gets its `refusal` and is in no answer. */
  take(rows: readonly ComingRow[]): Promise<readonly PlacedRow[]>;
  /** What is to be told of rows once all have come; null where that is nothing. */
  readonly remark: string | null;
}
