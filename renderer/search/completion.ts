import { facetFields, filterText } from './query-text.ts';
import type { FacetField } from './query-text.ts';

const otherFields = ['created', 'updated'] as const;
const shortestField = 3;
const shown = 5;

/** What can be completed: the values in use, most used first. */
export type Vocabulary = Record<FacetField, readonly string[]>;

export interface Completion {
  /** What takes the place of the word being typed: `category:VSAM`. */
  readonly text: string;
  /** Where the word being typed begins. */
  readonly start: number;
}

/** Ways to finish the filter being typed at the end of the query, best first; none where it is not one. */
export function completionsFor(query: string, vocabulary: Vocabulary): readonly Completion[] {
  const match = /(?:^|\s)(-?)([a-z]+)(?::("?)([^"]*))?$/iu.exec(query);
  if (!match) return [];
  const [, minus = '', word = '', quote, typed] = match;
  if (typed !== undefined && !quote && /\s/u.test(typed)) return [];
  const start = query.length - match[0].trimStart().length;
  const name = word.toLowerCase();
  if (typed === undefined) {
    if (name.length < shortestField) return [];
    return [...facetFields, ...otherFields]
      .filter((field) => field.startsWith(name))
      .map((field) => ({ text: `${minus}${field}:`, start }));
  }
  const field = facetFields.find((known) => known === name);
  if (!field) return [];
  return vocabulary[field]
    .filter((value) => startsWith(value, typed) && value.toLowerCase() !== typed.toLowerCase())
    .slice(0, shown)
    .map((value) => ({ text: `${minus}${filterText(field, value)} `, start }));
}

function startsWith(value: string, typed: string): boolean {
  return value.toLowerCase().startsWith(typed.toLowerCase());
}
