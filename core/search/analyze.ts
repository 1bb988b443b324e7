import { aliasesOf } from './mainframe-terms.ts';
import type { TextRange } from './search-types.ts';

/**
 * One place in a text, with every term that finds it.
 *
 * A word of plain letters has its own folded form as its first term. A compound (`WS-TOTAL-AMT`, `SYS1.PROCLIB(ABC)`, `S913-38`) is also
 * several words one after another, so that its parts are found too; the term of the whole stands at the word with which it begins.
 */
export interface Word {
  readonly term: string;
  readonly aliases: readonly string[];
  readonly compound: Compound | null;
  readonly range: TextRange;
}

export interface Compound {
  readonly term: string;
  readonly range: TextRange;
  /** How many words it spans. */
  readonly words: number;
}

/** A longer run of characters is found by its beginning alone: no index wants a term of a megabyte. */
export const longestTerm = 64;

/**
 * Runs of letters, digits and the national characters of mainframe names (`# @ $ _`), joined by single punctuation inside; a sign before a number that nothing precedes;
 * a member in parentheses after a dataset name.
 */
const run =
  /(?:(?<![\p{L}\p{N}_#@$)\]])[-+](?=\d))?[\p{L}\p{N}\p{M}_#@$]+(?:[-.'’/][\p{L}\p{N}\p{M}_#@$]+)*(?:(?<=[\p{L}\p{N}#@$]\.[\p{L}\p{N}#@$]{1,8})\([\p{L}\p{N}#@$+-]{1,8}\))?/gu;
const part = /[\p{L}\p{N}\p{M}_#@$]+/gu;

/** The words of a text in their order. The one way in which text becomes search terms, for entries and queries alike. */
export function analyze(text: string): readonly Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(run)) addRun(words, match[0], match.index);
  return words;
}

function addRun(words: Word[], text: string, start: number): void {
  const first = words.length;
  for (const match of text.matchAll(part)) {
    const from = start + match.index;
    const previous = words.at(-1)?.term ?? '';
    const term = foldTerm(match[0]);
    if (term === '') continue;
    words.push({
      term,
      aliases: aliasesOf(term, previous),
      compound: null,
      range: [from, from + match[0].length],
    });
  }
  const head = words[first];
  if (head === undefined) return;
  const whole = foldTerm(text);
  if (whole === head.term) return;
  const range: TextRange = [start, start + text.length];
  words[first] = { ...head, compound: { term: whole, range, words: words.length - first } };
}

/** The form in which terms are compared: compatibility forms unified, accents and case gone, cut to `longestTerm`. */
export function foldTerm(text: string): string {
  const cut = text.length > longestTerm ? text.slice(0, longestTerm) : text;
  // Nearly all text is ASCII, and for that folding is lower case.
  if (/^[\x20-\x7e]*$/.test(cut)) return cut.toLowerCase();
  return cut
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}_#@$.'’/()+-]/gu, '')
    .slice(0, longestTerm);
}
