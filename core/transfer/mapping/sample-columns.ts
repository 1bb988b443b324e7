import type { RawRecord } from '../read/source-record.ts';
import type { SourceColumn } from '../transfer-types.ts';
import { reach } from './column-values.ts';

const mostSamples = 5;
const longestSample = 80;
const mostValues = 100;
const longestValue = 60;
/** Of a value this long, the beginning tells enough. */
const lookedAt = 1_000;

/** Columns with values from records, as people can read them. */
export function sampleColumns(
  names: readonly string[],
  records: readonly RawRecord[],
): readonly SourceColumn[] {
  return names.map((name) => {
    const counts = new Map<string, number>();
    let filled = 0;
    for (const raw of records) {
      const text = textOf(reach(raw, name, 0));
      if (text === '') continue;
      filled += 1;
      counts.set(text, (counts.get(text) ?? 0) + 1);
    }
    const texts = [...counts.keys()];
    const samples = [...new Set(texts.slice(0, 20 * mostSamples).map(shortened))].slice(0, mostSamples);
    const few =
      texts.length > 0 && texts.length <= mostValues && texts.every((text) => text.length <= longestValue);
    return { name, samples, filled, ...(few ? { values: mostFrequentFirst(counts) } : {}) };
  });
}

function mostFrequentFirst(counts: ReadonlyMap<string, number>): NonNullable<SourceColumn['values']> {
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .toSorted((one, other) => other.count - one.count);
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value.slice(0, lookedAt).trim();
  if (Array.isArray(value))
    return value
      .slice(0, 20)
      .map(textOf)
      .filter((text) => text !== '')
      .join(', ');
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString();
  if (typeof value === 'object')
    return Object.keys(value).length === 0 ? '' : `{${Object.keys(value).slice(0, 20).join(', ')}}`;
  return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint'
    ? String(value)
    : '';
}

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').toWellFormed();
  if (line.length <= longestSample) return line;
  return `${line.slice(0, longestSample - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
