import type { RawRecord } from '../read/source-record.ts';
import { Trouble } from './trouble.ts';

/** A list in a record gives at most so many values. */
const mostValues = 10_000;

/** The texts that a record has in a column; a list gives several, and what is empty none. A dot in the name reaches into an object unless a column has it in its name. */
export function valuesIn(raw: RawRecord, column: string): readonly string[] | Trouble {
  const texts: string[] = [];
  const fault = collect(reach(raw, column, 0), texts, 0);
  return fault ?? texts;
}

/** What a record has in a column, whatever it is; undefined where it has nothing. */
export function reach(value: unknown, path: string, depth: number): unknown {
  if (Array.isArray(value)) {
    const dot = path.indexOf('.');
    const first = dot === -1 ? path : path.slice(0, dot);
    if (/^\d{1,6}$/.test(first)) {
      const item: unknown = value[Number(first)];
      return dot === -1 || item == null ? item : reach(item, path.slice(dot + 1), depth + 1);
    }
    return depth > 8 ? undefined : value.slice(0, mostValues).map((item) => reach(item, path, depth + 1));
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const record = value as RawRecord;
  if (Object.hasOwn(record, path)) return record[path];
  for (let dot = path.indexOf('.'); dot !== -1; dot = path.indexOf('.', dot + 1)) {
    const head = path.slice(0, dot);
    if (Object.hasOwn(record, head)) return reach(record[head], path.slice(dot + 1), depth);
  }
  return undefined;
}

function collect(value: unknown, texts: string[], depth: number): Trouble | null {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) {
    if (value.length > mostValues || depth > 8)
      return new Trouble('too-large', `is a list of more than ${mostValues.toLocaleString('en')} values`);
    for (const item of value) {
      const fault = collect(item, texts, depth + 1);
      if (fault !== null) return fault;
    }
    return null;
  }
  const text = scalar(value);
  if (text === null)
    return new Trouble('invalid-value', 'holds an object: name what is wanted of it behind a dot');
  if (text.trim() !== '') texts.push(text);
  return null;
}

function scalar(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint')
    return String(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString();
  return null;
}
