import type { FieldMapping, SourceColumn } from '../../preload/api.ts';
import { lookupLines, plain } from './value-lookup.ts';

interface ValueFound {
  readonly value: string;
  /** How often it was found; null where that was not counted. */
  readonly count: number | null;
}

/** The values that a field's columns have, most frequent first, and those that something is said of besides. */
export function valuesFound(own: FieldMapping, columns: readonly SourceColumn[]): readonly ValueFound[] {
  const found = own.from.flatMap((name): readonly ValueFound[] => {
    const column = columns.find((candidate) => candidate.name === name);
    if (column === undefined) return [];
    return column.values ?? column.samples.map((value) => ({ value, count: null }));
  });
  const lines = (lookupLines(own) ?? []).map(({ value }) => ({ value, count: null }));
  const byValue = new Map<string, ValueFound>();
  for (const each of [...found, ...lines]) {
    if (plain(each.value) !== '' && !byValue.has(plain(each.value))) byValue.set(plain(each.value), each);
  }
  return [...byValue.values()];
}
