import type { RawRecord } from '../read/source-record.ts';

const mostColumns = 1_000;
const longestName = 1_000;
const deepest = 3;

/** Names of the columns that records have, in the order in which they first appear. Of an object within a record each part is a column, with a dot in its name. */
export function listColumns(known: readonly string[], records: readonly RawRecord[]): readonly string[] {
  const found = new Set(known);
  for (const raw of records) addColumns(found, '', raw, 0);
  return [...found].filter(canBeNamed).slice(0, mostColumns);
}

function addColumns(found: Set<string>, before: string, record: RawRecord, depth: number): void {
  for (const [key, value] of Object.entries(record)) {
    const name = `${before}${key}`;
    if (found.has(name)) continue;
    if (found.size >= mostColumns) return;
    const inner = depth < deepest ? objectIn(value) : null;
    if (inner === null) found.add(name);
    else addColumns(found, `${name}.`, inner, depth + 1);
  }
}

/** The object that a value is, or that the items of a list are like. */
function objectIn(value: unknown): RawRecord | null {
  const one: unknown = Array.isArray(value) ? value[0] : value;
  if (typeof one !== 'object' || one === null || Array.isArray(one) || one instanceof Date) return null;
  return Object.keys(one).length === 0 ? null : (one as RawRecord);
}

/** A mapping has no room for other names. */
function canBeNamed(name: string): boolean {
  return name !== '' && name.length <= longestName && name.isWellFormed() && !name.includes('\0');
}
