import type { Word } from './analyze.ts';
import { searchFields, termsOf, type AnalyzedEntry } from './analyze-entry.ts';
import type { SearchField } from './search-types.ts';

/**
 * A field as FTS5 is given it: its words in order, so that phrases are neighbours, and then the further terms. FTS5's tokenizer
 * splits this at its spaces and nowhere else. Adds what it holds to `terms`.
 */
export function ftsText(words: readonly Word[], terms: Set<string> = new Set()): string {
  const text: string[] = [];
  const further: string[] = [];
  for (const { term, aliases, compound } of words) {
    text.push(term);
    terms.add(term);
    for (const alias of aliases) {
      further.push(alias);
      terms.add(alias);
    }
    if (compound !== null) {
      further.push(compound.term);
      terms.add(compound.term);
    }
  }
  for (const term of further) text.push(term);
  return text.join(' ');
}

const weights = { title: 'A', tags: 'B', problem: 'C', solution: 'D' } as const satisfies Record<
  SearchField,
  string
>;
/** PostgreSQL's limits: positions up to 16,383, and 255 of them for a lexeme. */
const lastPosition = 16_383;
const mostPositions = 255;
/** Keeps a phrase from reaching from one field into the next. */
const gapBetweenFields = 10;

/** An entry as a literal of PostgreSQL's type tsvector: the analyzer's terms with their positions, weights A to D for the fields. */
export function tsvectorLiteral(entry: AnalyzedEntry): string {
  const lexemes = new Map<string, string[]>();
  let position = 0;
  for (const field of searchFields) {
    for (const word of entry[field]) {
      position += 1;
      for (const term of termsOf(word)) {
        const positions = lexemes.get(term);
        if (positions === undefined)
          lexemes.set(term, [`${Math.min(position, lastPosition)}${weights[field]}`]);
        else if (position < lastPosition && positions.length < mostPositions)
          positions.push(`${position}${weights[field]}`);
      }
    }
    position += gapBetweenFields;
  }
  return Array.from(lexemes, ([term, positions]) => `${quoteLexeme(term)}:${positions.join(',')}`).join(' ');
}

/** A term between quotes as tsvector and tsquery literals want it. */
export function quoteLexeme(term: string): string {
  return `'${term.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}
