import { analyze, type Word } from './analyze.ts';
import type { SearchField } from './search-types.ts';

/** The fields of an entry that are searched, most telling first. */
export const searchFields = [
  'title',
  'tags',
  'problem',
  'solution',
] as const satisfies readonly SearchField[];

export interface SearchableText {
  readonly title: string;
  readonly tags: readonly string[];
  readonly problem: string;
  readonly solution: string;
}

export type AnalyzedEntry = Readonly<Record<SearchField, readonly Word[]>>;

/** PostgreSQL holds at most 1 MB of lexemes for a row (max 1,048,575 bytes of tsvector); each costs some bytes beside its text. */
const budgetBytes = 900_000;
const costBesideText = 8;
/** A text of so many UTF-16 units is within the budget whatever it is: not even a ligature of 18 letters, found under five forms, takes 290 bytes. */
const alwaysWithin = budgetBytes / 300;

/**
 * The words of an entry, field by field. Where an entry has more different terms than either engine can index, the words from there on are left
 * out, so that both engines find the same.
 */
export function analyzeEntry(entry: SearchableText): AnalyzedEntry {
  const seen = new Set<string>();
  let cost = 0;
  const within = (words: readonly Word[]): readonly Word[] => {
    for (const [index, word] of words.entries()) {
      for (const term of termsOf(word)) {
        if (seen.has(term)) continue;
        cost += Buffer.byteLength(term) + costBesideText;
        if (cost > budgetBytes) return words.slice(0, index);
        seen.add(term);
      }
    }
    return words;
  };
  const { title, problem, solution } = entry;
  const tags = entry.tags.join('\n');
  const isSmall = title.length + tags.length + problem.length + solution.length <= alwaysWithin;
  const words = isSmall ? analyze : (text: string): readonly Word[] => within(analyze(text));
  return { title: words(title), tags: words(tags), problem: words(problem), solution: words(solution) };
}

/** Every term under which a word is found, its own first. */
export function termsOf(word: Word): readonly string[] {
  if (word.compound === null && word.aliases.length === 0) return [word.term];
  return word.compound === null
    ? [word.term, ...word.aliases]
    : [word.term, ...word.aliases, word.compound.term];
}

/** Every term of an entry once, sorted, so that concurrent writers touch the vocabulary in one order. */
export function distinctTerms(entry: AnalyzedEntry): readonly string[] {
  const terms = new Set<string>();
  for (const field of searchFields) {
    for (const word of entry[field]) for (const term of termsOf(word)) terms.add(term);
  }
  return [...terms].toSorted();
}
