import type { JsonValue } from '../../entries/entry.ts';
import { limits } from '../../entries/validate-entry.ts';
import type { RawRecord } from '../read/source-record.ts';
import { Trouble } from './trouble.ts';

/** Columns that fields use; those that reach into an object leave the rest of it. */
export type UsedColumns = ReadonlySet<string>;

export interface KeptMetadata {
  readonly metadata: Readonly<Record<string, JsonValue>> | null;
  readonly troubles: readonly Trouble[];
}

/** What a record has in columns that no field uses, under their names; what an entry has no room for is told and left out. */
export function keptMetadata(raw: RawRecord, used: UsedColumns): KeptMetadata {
  const kept: (readonly [string, JsonValue])[] = [];
  const troubles: Trouble[] = [];
  // The braces, and for each column its name, a colon and a comma.
  let room = limits.metadata - 2;
  for (const [column, value] of Object.entries(raw)) {
    if (used.has(column) || isEmpty(value)) continue;
    const json = column === '__proto__' ? undefined : jsonOf(value, column, used, 0);
    if (json === undefined || unfitText(column)) {
      if (troubles.length < 3)
        troubles.push(
          new Trouble(
            'invalid-value',
            `cannot keep the column “${shortened(column)}”: it holds what JSON in an entry cannot`,
          ),
        );
      continue;
    }
    if (isEmpty(json)) continue;
    const bytes = Buffer.byteLength(JSON.stringify(column)) + Buffer.byteLength(JSON.stringify(json)) + 2;
    if (bytes > room) {
      if (troubles.length < 3)
        troubles.push(
          new Trouble(
            'too-large',
            `has no room for the column “${shortened(column)}”: at most ${limits.metadata.toLocaleString('en')} bytes are kept`,
          ),
        );
      continue;
    }
    room -= bytes;
    kept.push([column, json]);
  }
  return { metadata: kept.length === 0 ? null : Object.fromEntries(kept), troubles };
}

/** JSON without what fields use of it; undefined where it is none, or deeper than metadata may be. */
function jsonOf(value: unknown, path: string, used: UsedColumns, depth: number): JsonValue | undefined {
  if (depth > 30) return undefined;
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'string') return unfitText(value) ? undefined : value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value === 'bigint') return String(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (Array.isArray(value)) {
    const items: JsonValue[] = [];
    for (const item of value) {
      const json = jsonOf(item, path, used, depth + 1);
      if (json === undefined) return undefined;
      items.push(json);
    }
    return items;
  }
  if (typeof value !== 'object') return undefined;
  const kept: (readonly [string, JsonValue])[] = [];
  for (const [key, item] of Object.entries(value)) {
    const inner = `${path}.${key}`;
    if (used.has(inner)) continue;
    const json = key === '__proto__' || unfitText(key) ? undefined : jsonOf(item, inner, used, depth + 1);
    if (json === undefined) return undefined;
    kept.push([key, json]);
  }
  return Object.fromEntries(kept);
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (typeof value === 'string') return value.trim() === '';
  return typeof value === 'object' && !(value instanceof Date) && Object.keys(value).length === 0;
}

function unfitText(text: string): boolean {
  return text.includes('\0') || !text.isWellFormed();
}

function shortened(text: string): string {
  return (text.length > 60 ? `${text.slice(0, 59)}…` : text).toWellFormed().replaceAll('\0', '?');
}
