import type { Word } from './analyze.ts';
import { searchFields, type AnalyzedEntry } from './analyze-entry.ts';
import type { QueryPhrase } from './query/query.ts';
import type { SearchField, TextRange } from './search-types.ts';
import { prefixWeight, type ResolvedWord } from './vocabulary.ts';

/** How much a word counts in each field, and how long the field usually is, in words. */
const fields: Readonly<Record<SearchField, { readonly weight: number; readonly usualLength: number }>> = {
  title: { weight: 8, usualLength: 8 },
  tags: { weight: 4, usualLength: 5 },
  problem: { weight: 2, usualLength: 60 },
  solution: { weight: 1, usualLength: 90 },
};
/** Saturation and length normalisation (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009, section 3.6: BM25F). */
const k1 = 1.6;
const b = 0.5;
const phrasePartWeight = 0.7;
const wholeTitleBonus = 0.25;
const neighbourBonus = 0.5;

/** Something that a text is looked through for: a word with its variants, or words side by side. */
export interface Needle {
  readonly label: string;
  readonly exact: ReadonlyMap<string, number>;
  readonly prefixes: readonly { readonly term: string; readonly weight: number }[];
  /** Words that must stand side by side, and how much that counts. */
  readonly sequence: readonly string[];
  readonly sequenceWeight: number;
  readonly sequencePrefix: boolean;
  /** Inverse document frequency: how much it tells that an entry has it. */
  readonly idf: number;
}

export interface Hit {
  readonly needle: Needle;
  readonly weight: number;
  readonly range: TextRange;
  /** The index of its first word in the field. */
  readonly at: number;
}

export function wordNeedle({ word, variants, entries }: ResolvedWord, totalEntries: number): Needle {
  return {
    label: word.text,
    exact: new Map(variants.map(({ term, weight }) => [term, weight])),
    prefixes: variants
      .filter(({ prefix }) => prefix)
      .map(({ term, weight }) => ({ term, weight: weight * prefixWeight })),
    sequence: word.parts.length > 1 ? word.parts : [],
    sequenceWeight: phrasePartWeight,
    sequencePrefix: word.prefix,
    idf: inverseFrequency(entries, totalEntries),
  };
}

export function phraseNeedle({ text, terms }: QueryPhrase): Needle {
  return {
    label: text,
    exact: new Map(),
    prefixes: [],
    sequence: terms,
    sequenceWeight: 1,
    sequencePrefix: false,
    idf: 3,
  };
}

/** ln(1 + (N - n + 0.5) / (n + 0.5)), never below a little: a word in every entry still counts. */
function inverseFrequency(entries: number, total: number): number {
  const bounded = Math.min(entries, total);
  return Math.max(0.1, Math.log(1 + (total - bounded + 0.5) / (bounded + 0.5)));
}

/** Where in a field the needles are. A word that several needles match counts for the one that it matches best, and for each other at its own weight. */
export function hitsIn(words: readonly Word[], needles: readonly Needle[]): readonly Hit[] {
  const hits: Hit[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    if (word === undefined) break;
    for (const needle of needles) {
      const hit = hitAt(words, at, word, needle);
      if (hit !== null) hits.push(hit);
    }
  }
  return hits;
}

function hitAt(words: readonly Word[], at: number, word: Word, needle: Needle): Hit | null {
  let best = weightOf(word.term, needle);
  let { range } = word;
  for (const alias of word.aliases) best = Math.max(best, weightOf(alias, needle));
  if (word.compound !== null) {
    const weight = weightOf(word.compound.term, needle);
    if (weight > best) {
      best = weight;
      ({ range } = word.compound);
    }
  }
  if (needle.sequence.length > 0 && needle.sequenceWeight > best && standsAt(words, at, needle)) {
    best = needle.sequenceWeight;
    range = [word.range[0], words[at + needle.sequence.length - 1]?.range[1] ?? word.range[1]];
  }
  return best > 0 ? { needle, weight: best, range, at } : null;
}

function weightOf(term: string, needle: Needle): number {
  const exact = needle.exact.get(term);
  if (exact !== undefined) return exact;
  for (const prefix of needle.prefixes) if (term.startsWith(prefix.term)) return prefix.weight;
  return 0;
}

function standsAt(words: readonly Word[], at: number, { sequence, sequencePrefix }: Needle): boolean {
  return sequence.every((term, offset) => {
    const found = words[at + offset]?.term;
    if (found === undefined) return false;
    return found === term || (sequencePrefix && offset === sequence.length - 1 && found.startsWith(term));
  });
}

/**
 * How well an entry answers: BM25F over its fields, more where the title has every word and where neighbours of the query are neighbours in the title.
 * An entry that lacks some of the words counts for its share of them, squared.
 */
export function scoreEntry(entry: AnalyzedEntry, needles: readonly Needle[]): number {
  const frequencies = new Map<Needle, number>();
  let bonus = 0;
  for (const field of searchFields) {
    const words = entry[field];
    const { weight, usualLength } = fields[field];
    const normalised = weight / (1 - b + b * (words.length / usualLength));
    const hits = hitsIn(words, needles);
    for (const hit of hits) {
      frequencies.set(hit.needle, (frequencies.get(hit.needle) ?? 0) + hit.weight * normalised);
    }
    if (field === 'title') bonus = titleBonus(hits, needles);
  }
  let score = 0;
  for (const [needle, frequency] of frequencies) score += (needle.idf * frequency) / (k1 + frequency);
  const share = needles.length === 0 ? 1 : frequencies.size / needles.length;
  return (score + bonus) * share * share;
}

function titleBonus(hits: readonly Hit[], needles: readonly Needle[]): number {
  const found = new Set(hits.map((hit) => hit.needle));
  let bonus = 0;
  if (found.size === needles.length) for (const needle of needles) bonus += wholeTitleBonus * needle.idf;
  for (const [index, needle] of needles.entries()) {
    const next = needles[index + 1];
    if (next === undefined) break;
    const sideBySide = hits.some(
      (hit) =>
        hit.needle === needle && hits.some((other) => other.needle === next && other.at === hit.at + 1),
    );
    if (sideBySide) bonus += neighbourBonus * Math.min(needle.idf, next.idf);
  }
  // A title that begins with the word is about it.
  if (hits.some((hit) => hit.at === 0 && hit.needle === needles[0])) bonus += wholeTitleBonus;
  return bonus;
}
