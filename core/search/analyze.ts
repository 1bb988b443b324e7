import { findParts, findRuns } from './find-runs.ts';
import { aliasesOf, mattersWhatPrecedes } from './mainframe-terms.ts';
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

/** The words of a text in their order. The one way in which text becomes search terms, for entries and queries alike. */
export function analyze(text: string): readonly Word[] {
  const words: Word[] = [];
  findRuns(text, (start, end) => addRun(words, text, start, end));
  return words;
}

function addRun(words: Word[], text: string, start: number, end: number): void {
  const first = words.length;
  let isWhole = false;
  findParts(text, start, end, (from, to) => {
    const { term, aliases } = readPart(text.slice(from, to), words.at(-1)?.term ?? '');
    if (term === '') return;
    isWhole = from === start && to === end;
    words.push({ term, aliases, compound: null, range: [from, to] });
  });
  const head = words[first];
  if (head === undefined || isWhole) return;
  const whole = foldTerm(text.slice(start, end));
  if (whole === head.term) return;
  words[first] = {
    ...head,
    compound: { term: whole, range: [start, end], words: words.length - first },
  };
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

interface ReadPart {
  readonly term: string;
  readonly aliases: readonly string[];
}

/**
 * What was read of short parts, most of which come again and again. A longer one is not remembered: as a slice it would keep the whole text in memory that it
 * comes from.
 */
const remembered = new Map<string, ReadPart & { readonly always: boolean }>();
const longestRemembered = 12;
const mostRemembered = 20_000;

function readPart(text: string, previous: string): ReadPart {
  const kept = remembered.get(text);
  if (kept !== undefined)
    return kept.always ? kept : { term: kept.term, aliases: aliasesOf(kept.term, previous) };
  const term = foldTerm(text);
  const read = { term, aliases: aliasesOf(term, previous) };
  if (text.length <= longestRemembered) {
    if (remembered.size >= mostRemembered) remembered.clear();
    remembered.set(text, { ...read, always: !mattersWhatPrecedes(term) });
  }
  return read;
}
