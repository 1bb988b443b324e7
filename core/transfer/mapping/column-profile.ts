import type { RawRecord } from '../read/source-record.ts';
import { valuesIn } from './column-values.ts';
import { flagMeant } from './entry-field.ts';
import { piecesOf } from './html-tags.ts';
import { severityMeant } from './severity-meant.ts';
import { guessTimes, type TimeGuess } from './guess-times.ts';
import { Trouble } from './trouble.ts';

/** What the values of a column are like, as far as records were looked at. */
export interface ColumnProfile {
  readonly name: string;
  /** Records that have a value in it. */
  readonly filled: number;
  /** Lists were found in it. */
  readonly lists: boolean;
  /** Different values in the order found; at most a few hundred. */
  readonly distinct: readonly string[];
  readonly meanLength: number;
  /** Different values that mean a severity, or an archived state: shares of 1. */
  readonly severities: number;
  readonly flags: number;
  readonly times: TimeGuess;
  readonly html: boolean;
}

const mostDistinct = 300;
/** Text beyond this is not looked at. */
const lookedAt = 20_000;

export function profileColumn(name: string, records: readonly RawRecord[]): ColumnProfile {
  const distinct = new Set<string>();
  let filled = 0;
  let length = 0;
  let lists = false;
  let html = false;
  for (const raw of records) {
    const values = valuesIn(raw, name);
    if (values instanceof Trouble || values.length === 0) continue;
    filled += 1;
    lists ||= values.length > 1;
    for (const value of values) {
      length += value.length;
      html ||= hasHtml(value.slice(0, lookedAt));
      if (distinct.size < mostDistinct)
        distinct.add(value.slice(0, lookedAt).trim().toWellFormed().replaceAll('\0', ''));
    }
  }
  const found = [...distinct];
  return {
    name,
    filled,
    lists,
    distinct: found,
    meanLength: filled === 0 ? 0 : length / filled,
    severities: share(found, (value) => severityMeant(value) !== null),
    flags: share(found, (value) => flagMeant(value) !== null),
    times: guessTimes(found),
    html,
  };
}

/** Tags that nobody writes but for HTML: some that end, or that break a line. */
function hasHtml(text: string): boolean {
  if (!text.includes('<')) return /&(?:nbsp|lt|gt|amp|quot|#\d{2,5}|[aou]uml|szlig|eacute);/i.test(text);
  for (const piece of piecesOf(text))
    if ('tag' in piece && (piece.closing || piece.tag === 'br' || piece.tag === 'p')) return true;
  return false;
}

function share(values: readonly string[], test: (value: string) => boolean): number {
  return values.length === 0 ? 0 : values.filter(test).length / values.length;
}
