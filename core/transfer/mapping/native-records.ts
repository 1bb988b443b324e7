import type { JsonValue } from '../../entries/entry.ts';
import type { RawRecord } from '../read/source-record.ts';
import type { MappedRecord } from '../transfer-types.ts';
import { applyMapping } from './apply-mapping.ts';
import { mappedFields, type Mapping } from './mapping.ts';

/** Of records that have the fields of entries under their own names: each field comes from the column that is called as it is. */
export const nativeMapping: Mapping = {
  format: 'abendbook-mapping',
  formatVersion: 1,
  name: 'Abendbook',
  fields: Object.fromEntries(mappedFields.map((field) => [field, { from: [field] }])),
  rest: 'leave-out',
};

/** What a record with an entry's own fields becomes, its metadata as they are. */
export function applyNative(mapping: Mapping, raw: RawRecord): Omit<MappedRecord, 'record'> {
  const { created_at, updated_at, metadata } = raw;
  const mapped = applyMapping(mapping, { createdAt: created_at, updatedAt: updated_at, ...raw });
  const kept = typeof metadata === 'object' && metadata !== null && !Array.isArray(metadata);
  if (!kept || Object.keys(metadata).length === 0) return mapped;
  return { ...mapped, entry: { ...mapped.entry, metadata: metadata as Readonly<Record<string, JsonValue>> } };
}

const shown = new Set<string>([...mappedFields, 'metadata', 'created_at', 'updated_at']);

/** Names of the fields that records have, in the order in which they first appear. */
export function nativeColumns(records: readonly RawRecord[]): readonly string[] {
  return [...new Set(records.flatMap((raw) => Object.keys(raw)))].filter((name) => shown.has(name));
}
