import type { RawRecord } from '../read/source-record.ts';
import type { MappedRecord } from '../transfer-types.ts';
import type { Mapping } from './mapping.ts';

/** Turns one record into the fields of an entry; what is wrong is told and left out. Never throws, whatever the record holds. */
export function applyMapping(_mapping: Mapping, _raw: RawRecord): Omit<MappedRecord, 'record'> {
  throw new Error('Not written yet.');
}
