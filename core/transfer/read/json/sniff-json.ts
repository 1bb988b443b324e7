import { exportFormat } from './export-parts.ts';
import {
  BrokenJson,
  JsonOutline,
  type FirstElement,
  type JsonPath,
  type OutlineListener,
} from './outline.ts';
import type { ScannedRecord } from './parse-record.ts';
import type { JsonShape } from './read-json.ts';
import { ValueScanner } from './value-scanner.ts';

export type SniffedJson =
  | { readonly format: 'json'; readonly shape: JsonShape }
  | { readonly format: 'ndjson'; readonly isTyped: boolean };

/** Names that lists of records usually have, likeliest first. */
const usualNames = [
  'entries',
  'articles',
  'items',
  'records',
  'results',
  'documents',
  'issues',
  'data',
  'rows',
];

/** Tells one JSON value from JSON lines, and where in it the records are, from its first bytes in UTF-8 without a byte order mark. `isWhole`: there are no others. `namesLines`: the
 * file is said to hold JSON lines. */
export function sniffJson(head: Buffer, isWhole: boolean, namesLines: boolean): SniffedJson {
  const start = head.findIndex((byte) => byte > 0x20);
  if (head[start] !== 0x7b)
    return { format: 'json', shape: { isOurs: false, records: null, isSingle: false } };
  const value = firstValue(head, start);
  const found = lookOver(head);
  if (value === null) {
    const isLines = namesLines && found.records === null && !found.isOurs;
    return isLines ? asLines(head) : { format: 'json', shape: { ...found, isSingle: false } };
  }
  const isFollowed = head.subarray(value.end).some((byte) => byte > 0x20);
  const isRecord = hasEntryFields(value.parsed);
  const isOneLine = namesLines && !head.subarray(start, value.end).includes(0x0a);
  const isLine = isFollowed || !isWhole || isOneLine || isTypedLine(value.parsed);
  if (isLine && (isFollowed || isRecord || found.records === null)) return asLines(head);
  return {
    format: 'json',
    shape: { ...found, isSingle: isRecord || (!found.isOurs && !found.hasLists) },
  };
}

/** It has the fields that an entry must have under their own names. */
export function hasEntryFields(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    ['title', 'problem', 'solution'].every((field) => Object.hasOwn(value, field))
  );
}

function asLines(head: Buffer): SniffedJson {
  const lines = head.toString('latin1').split('\n', 20);
  return { format: 'ndjson', isTyped: lines.some((line) => isTypedLine(parsed(line))) };
}

function isTypedLine(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('type' in value)) return false;
  if (value.type === 'header') return 'format' in value && value.format === exportFormat;
  return value.type === 'entry' && hasEntryFields(value);
}

function firstValue(head: Buffer, start: number): { readonly end: number; readonly parsed: unknown } | null {
  const scanner = new ValueScanner();
  scanner.begin(0x7b);
  const end = scanner.scan(head, start);
  return end < 0 ? null : { end, parsed: parsed(head.toString('latin1', start, end)) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

interface Found {
  readonly isOurs: boolean;
  readonly records: JsonPath | null;
  readonly hasLists: boolean;
}

function lookOver(head: Buffer): Found {
  const look = new Look();
  try {
    new JsonOutline(look).push(head);
  } catch (caught) {
    // The reading itself tells what is wrong.
    if (!(caught instanceof BrokenJson)) throw caught;
  }
  return { isOurs: look.isOurs, records: look.likeliest(), hasLists: look.hasLists };
}

class Look implements OutlineListener {
  readonly #lists = new Map<JsonPath, number>();
  isOurs = false;
  hasLists = false;

  scalar(path: JsonPath, value: unknown): void {
    if (path.length === 1 && path[0] === 'format' && value === exportFormat) this.isOurs = true;
  }

  list(path: JsonPath, first: FirstElement): boolean {
    this.hasLists = true;
    if (first === 'object') this.#lists.set(path, 0);
    return first === 'object';
  }

  element(path: JsonPath, { bytes }: ScannedRecord): void {
    this.#lists.set(path, (this.#lists.get(path) ?? 0) + (bytes?.length ?? 0));
  }

  /** By its name, or else the one with the most in it. */
  likeliest(): JsonPath | null {
    const place = ([path]: readonly [JsonPath, number]): number => {
      const found = usualNames.indexOf(path.at(-1)?.toLowerCase() ?? '');
      return found < 0 ? usualNames.length : found;
    };
    const lists = [...this.#lists].toSorted((one, other) => place(one) - place(other) || other[1] - one[1]);
    return lists[0]?.[0] ?? null;
  }
}
