import { isUtf8 } from 'node:buffer';
import type { ProblemKind } from '../../transfer-types.ts';
import { recordLimits, recordTooDeep, recordTooLarge, recordTooWide } from '../record-limits.ts';
import type { RawRecord } from '../source-record.ts';
import { ValueScanner } from './value-scanner.ts';
import { countKeys, findDuplicateKey } from './find-duplicate-key.ts';

/** One record of a JSON text as the scanner found it. `bytes` is null where there are too many. */
export interface ScannedRecord {
  readonly bytes: Buffer | null;
  readonly colons: number;
  readonly deepest: number;
  readonly isCompact: boolean;
}

export type ParsedRecord =
  | { readonly ok: true; readonly raw: RawRecord }
  | {
      readonly ok: false;
      readonly kind: ProblemKind;
      readonly reason: string;
      readonly title: string | null;
      /** Not even its end is sure. */
      readonly isBroken: boolean;
    };

/** One record in text that holds nothing else but blanks. */
export function scanRecord(bytes: Buffer | null): ScannedRecord {
  const scanner = new ValueScanner();
  if (bytes !== null) {
    const first = bytes.findIndex((byte) => byte > 0x20);
    scanner.begin(bytes[first] ?? 0);
    scanner.scan(bytes, Math.max(0, first));
  }
  const { colons, deepest, isCompact } = scanner;
  return { bytes, colons, deepest, isCompact };
}

/** Parses one record, which must be an object without duplicate keys. Keys such as `__proto__` are data like others. */
export function parseRecord({ bytes, colons, deepest }: ScannedRecord): ParsedRecord {
  if (bytes === null) return bad('too-large', recordTooLarge);
  if (deepest > recordLimits.depth) return bad('too-large', recordTooDeep);
  if (!isUtf8(bytes)) return bad('not-readable', 'It holds bytes that are not UTF-8 text.');
  const text = bytes.toString();
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (caught) {
    return describeBroken(text, caught);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return bad('not-readable', `It is ${describe(value)} and not an object with fields.`);
  }
  const raw = value as RawRecord;
  const title = titleOf(raw);
  if (countKeys(raw) !== colons) {
    const key = findDuplicateKey(text);
    return bad('duplicate-key', `It has the key ${JSON.stringify(key)} twice.`, title);
  }
  const columns = Object.keys(raw).length;
  if (columns > recordLimits.columns) return bad('too-large', recordTooWide(columns), title);
  return { ok: true, raw };
}

/** Refuses a record with an escaped NUL in a text, which no entry may hold. */
export function refuseNul(parsed: ParsedRecord, bytes: Buffer | null): ParsedRecord {
  if (!parsed.ok || bytes?.includes(String.raw`\u0000`) !== true || !holdsNul(parsed.raw)) return parsed;
  return bad('not-readable', 'It holds a NUL character.', titleOf(parsed.raw));
}

function holdsNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0');
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, item]) => key.includes('\0') || holdsNul(item));
}

/** The title of a record for a list of rejected ones, cut to a line. */
export function titleOf(raw: RawRecord): string | null {
  const title = Object.hasOwn(raw, 'title') ? raw['title'] : null;
  return typeof title === 'string' ? title.slice(0, 200) : null;
}

function bad(
  kind: ProblemKind,
  reason: string,
  title: string | null = null,
  isBroken = false,
): Extract<ParsedRecord, { ok: false }> {
  return { ok: false, kind, reason, title, isBroken };
}

/** A control character as it is inside a string leaves no doubt about where the record ends; anything else does. */
function describeBroken(text: string, caught: unknown): ParsedRecord {
  try {
    JSON.parse(text.replaceAll(/\p{Cc}/gu, ' '));
  } catch {
    const detail = caught instanceof Error ? caught.message : String(caught);
    return bad('not-readable', `It is not JSON: ${detail.split('\n')[0]?.slice(0, 200)}.`, null, true);
  }
  if (text.includes('\0')) return bad('not-readable', 'It holds a NUL character.');
  return bad(
    'not-readable',
    'It holds a line break, a tab or another control character inside a text, which JSON writes as \\n, \\t or \\u and a number.',
  );
}

function describe(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return `a ${typeof value}`;
}
