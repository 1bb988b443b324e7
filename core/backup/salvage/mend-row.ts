import { severities } from '../../entries/entry.ts';
import { foldKey } from '../../entries/fold-key.ts';
import type { Value } from './record.ts';

export type NamedValues = Readonly<Record<string, Value>>;

/** Puts right in a row what can be told from the rest of it, or what its text does not depend on. */
export function mendRow(table: string, row: NamedValues): NamedValues {
  if (table === 'kb_entries') return mendEntry(row);
  if (table === 'kb_tags' && typeof row['tag'] === 'string')
    return { ...row, tag: withoutNul(row['tag']), tag_key: foldKey(row['tag']) };
  return row;
}

function mendEntry(row: NamedValues): NamedValues {
  const texts = Object.fromEntries(
    ['title', 'problem', 'solution', 'author'].map((name) => [name, withoutNul(row[name] ?? null)]),
  );
  const category =
    typeof row['category'] === 'string' && row['category'] !== '' ? withoutNul(row['category']) : 'General';
  const [created, updated] = [timeIn(row['created_at']), timeIn(row['updated_at'])];
  const known = created ?? updated ?? new Date().toISOString();
  return {
    ...row,
    ...texts,
    category,
    category_key: foldKey(String(category)),
    severity: severities.find((severity) => severity === row['severity']) ?? 'medium',
    archived: row['archived'] === 1n ? 1n : 0n,
    created_at: created ?? known,
    updated_at: updated ?? known,
    metadata: isObject(row['metadata']) ? (row['metadata'] ?? '{}') : '{}',
    revision: typeof row['revision'] === 'bigint' && row['revision'] >= 1n ? row['revision'] : 1n,
  };
}

/** PostgreSQL's text cannot hold the character, and SQLite's own functions end a text at it. */
function withoutNul(value: Value): Value {
  return typeof value === 'string' ? value.replaceAll('\0', '\uFFFD') : value;
}

function timeIn(value: Value | undefined): string | null {
  return typeof value === 'string' &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) &&
    !Number.isNaN(Date.parse(value))
    ? value
    : null;
}

function isObject(value: Value | undefined): boolean {
  if (typeof value !== 'string') return false;
  try {
    const parsed: unknown = JSON.parse(value);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
  } catch {
    return false;
  }
}
