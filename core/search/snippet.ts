import type { Hit } from './score.ts';
import type { TextRange } from './search-types.ts';

export interface Snippet {
  readonly text: string;
  readonly highlights: readonly TextRange[];
}

const length = 180;
/** How much of the stretch stands before the first match. */
const leadIn = 40;

/** The stretch of a text that holds the most telling matches, on one line and without Markdown's marks. */
export function makeSnippet(text: string, hits: readonly Hit[]): Snippet {
  const start = bestStart(hits);
  const from = start <= leadIn ? 0 : wholeCharacter(text, wordBoundary(text, start - leadIn));
  const until = wholeCharacter(text, Math.min(text.length, from + length));
  return flatten(text, from, until, mergeRanges(hits.map((hit) => hit.range)));
}

/** Where the window begins that covers the most different matches, weighed by how much they tell. */
function bestStart(hits: readonly Hit[]): number {
  let best = 0;
  let bestWorth = 0;
  for (const [index, hit] of hits.entries()) {
    const [start] = hit.range;
    const seen = new Map<unknown, number>();
    for (let other = index; other < hits.length; other += 1) {
      const candidate = hits[other];
      if (candidate === undefined || candidate.range[1] > start + length - leadIn) break;
      const worth = candidate.weight * candidate.needle.idf;
      seen.set(candidate.needle, Math.max(seen.get(candidate.needle) ?? 0, worth));
    }
    let worth = 0;
    for (const value of seen.values()) worth += value;
    if (worth > bestWorth) {
      bestWorth = worth;
      best = start;
    }
  }
  return best;
}

function wordBoundary(text: string, position: number): number {
  const space = text.slice(position, position + leadIn / 2).search(/\s/);
  return space === -1 ? position : position + space + 1;
}

/** Ranges in order, those that overlap or touch joined. */
export function mergeRanges(ranges: readonly TextRange[]): readonly TextRange[] {
  const merged: [number, number][] = [];
  for (const [start, end] of ranges.toSorted((one, other) => one[0] - other[0] || one[1] - other[1])) {
    const last = merged.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}

/** Joins lines and leaves out Markdown's marks, and moves the ranges along. */
function flatten(text: string, from: number, until: number, ranges: readonly TextRange[]): Snippet {
  let flat = from > 0 ? '…' : '';
  const moved: number[] = [];
  for (let index = from; index <= until; index += 1) {
    moved.push(flat.length);
    if (index === until) break;
    const character = text[index] ?? '';
    if (/\s/.test(character)) flat += flat.endsWith(' ') || flat === '' ? '' : ' ';
    else if (!'`*#'.includes(character)) flat += character;
  }
  const highlights = ranges
    .filter(([start, end]) => start >= from && end <= until)
    .map(([start, end]): TextRange => [moved[start - from] ?? 0, moved[end - from] ?? 0])
    .filter(([start, end]) => start < end);
  return { text: until < text.length ? `${flat}…` : flat.trimEnd(), highlights };
}

/** The next place that is not between the halves of a character outside the Basic Multilingual Plane. */
function wholeCharacter(text: string, position: number): number {
  return /^[\udc00-\udfff]/.test(text.slice(position, position + 1)) ? position + 1 : position;
}
