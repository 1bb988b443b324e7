import type { RawRecord } from '../read/source-record.ts';
import type { Mapping } from './mapping.ts';

/** The likeliest mapping, from the names of the columns and from values found in them. */
export function guessMapping(_columns: readonly string[], _records: readonly RawRecord[]): Mapping {
  throw new Error('Not written yet.');
}
