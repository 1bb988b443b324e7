import { severities, type Severity } from '../../entries/entry.ts';
import { foldKey } from '../../entries/fold-key.ts';
import { analyze, type Word } from '../analyze.ts';
import { isHalf } from '../word-pairs.ts';
import { parseTimeRange } from './parse-time-range.ts';
import type { ParsedQuery, QueryFilters, QueryPhrase, QueryWord, TimeRange } from './query.ts';
import { splitQuery, type QueryPiece } from './split-query.ts';

/** Longer queries are cut: nobody types this much, and a pasted log is looked at up to here. */
const longestQuery = 10_000;
const mostWords = 32;

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer I)[] ? I[] : T[K] };

/**
 * Understands what was typed into the search box. Any text is a query: what is no filter is words, and what cannot be used is left
 * out with a note.
 */
export function parseQuery(query: string, now: Date = new Date()): ParsedQuery {
  const parsed = new QueryBuilder(now);
  const text = query.length > longestQuery ? query.slice(0, longestQuery) : query;
  if (text.length < query.length)
    parsed.note(`Only the first ${longestQuery.toLocaleString('en')} characters are searched.`);
  for (const piece of splitQuery(text)) parsed.add(piece);
  return parsed.finish();
}

class QueryBuilder {
  readonly #now: Date;
  readonly #words: QueryWord[] = [];
  readonly #phrases: QueryPhrase[] = [];
  readonly #notWords: QueryWord[] = [];
  readonly #notPhrases: QueryPhrase[] = [];
  readonly #notes = new Set<string>();
  readonly #filters: Mutable<QueryFilters> = {
    categories: [],
    notCategories: [],
    severities: [],
    notSeverities: [],
    tags: [],
    notTags: [],
    authors: [],
    created: [],
    updated: [],
    onlyArchived: false,
  };

  constructor(now: Date) {
    this.#now = now;
  }

  note(sentence: string): void {
    this.#notes.add(sentence);
  }

  add(piece: QueryPiece): void {
    if (piece.kind === 'field') {
      this.#addFilter(piece);
      return;
    }
    if (
      this.#words.length + this.#phrases.length + this.#notWords.length + this.#notPhrases.length >=
      mostWords
    ) {
      this.note(`Only the first ${mostWords} words are searched.`);
      return;
    }
    if (piece.kind === 'phrase') {
      const terms = analyze(piece.text)
        .map((word) => word.term)
        .slice(0, mostWords);
      if (terms.length > 0)
        (piece.negated ? this.#notPhrases : this.#phrases).push({ text: piece.text, terms });
      return;
    }
    const room = mostWords - this.#words.length - this.#notWords.length;
    const words = queryWords(piece.text, piece.last && !piece.negated).slice(0, room);
    (piece.negated ? this.#notWords : this.#words).push(...words);
  }

  finish(): ParsedQuery {
    return {
      words: this.#words,
      phrases: this.#phrases,
      notWords: this.#notWords,
      notPhrases: this.#notPhrases,
      filters: this.#filters,
      notes: [...this.#notes],
    };
  }

  #addFilter({ field, text, negated, last }: QueryPiece): void {
    const filters = this.#filters;
    const value = foldKey(text);
    // A field without a value yet is being typed.
    if (value === '') return;
    switch (field) {
      case 'category':
        (negated ? filters.notCategories : filters.categories).push(value);
        return;
      case 'tag':
        (negated ? filters.notTags : filters.tags).push(value);
        return;
      case 'author':
        if (negated) this.note('author: cannot be excluded; that part was left out.');
        else filters.authors.push(value);
        return;
      case 'severity':
        this.#addSeverity(value, negated, last);
        return;
      case 'is':
        if (value === 'archived' && !negated) filters.onlyArchived = true;
        else if (value !== 'archived' && !last)
          this.note(`is:${text} is not known; that part was left out. There is is:archived.`);
        return;
      case 'created':
        this.#addTime(filters.created, 'created', text, negated, last);
        return;
      case 'updated':
        this.#addTime(filters.updated, 'updated', text, negated, last);
        return;
    }
  }

  #addSeverity(value: string, negated: boolean, last: boolean): void {
    const chosen = severitiesOf(value);
    if (chosen !== null) (negated ? this.#filters.notSeverities : this.#filters.severities).push(...chosen);
    else if (!last)
      this.note(`severity:${value} is not one of ${severities.join(', ')}; that part was left out.`);
  }

  #addTime(ranges: TimeRange[], field: string, value: string, negated: boolean, last: boolean): void {
    const range = parseTimeRange(value, this.#now);
    if (range !== null && !negated) ranges.push(range);
    else if (!last) {
      this.note(
        `${field}:${value} is not understood; that part was left out. Try ${field}:2026-03, ${field}:2025.. or ${field}:<30d.`,
      );
    }
  }
}

/** `high`, `high,critical` or `>=high`; null for anything else. */
function severitiesOf(value: string): readonly Severity[] | null {
  const [, comparison = '', name = ''] = /^([<>]=?)(.*)$/.exec(value) ?? [];
  if (comparison !== '') {
    const pivot = severities.findIndex((severity) => severity === name);
    if (pivot === -1) return null;
    return severities.filter(
      (_, rank) =>
        (comparison.endsWith('=') && rank === pivot) ||
        (comparison.startsWith('>') ? rank > pivot : rank < pivot),
    );
  }
  const chosen = value.split(',').map((item) => severities.find((severity) => severity === item));
  return chosen.every((severity) => severity !== undefined) ? chosen : null;
}

/** The words of a piece without spaces. `rc=12` is two of them, `WS-TOTAL-AMT` one with three parts. */
function queryWords(text: string, beingTyped: boolean): readonly QueryWord[] {
  const words = analyze(text);
  const result: QueryWord[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    if (word === undefined) break;
    const span = word.compound?.words ?? 1;
    const reachesEnd = index + span === words.length && (word.compound ?? word).range[1] === text.length;
    result.push(toQueryWord(text, words.slice(index, index + span), beingTyped && reachesEnd));
    index += span - 1;
  }
  return result;
}

function wholeForms({ term, aliases }: Word): readonly string[] {
  const forms = [term, ...aliases];
  return forms.filter((form) => !isHalf(form, forms));
}

function toQueryWord(text: string, words: readonly Word[], prefix: boolean): QueryWord {
  const [head] = words;
  if (head === undefined) return { text, forms: [], parts: [], prefix };
  if (head.compound === null) {
    return { text: text.slice(...head.range), forms: wholeForms(head), parts: [], prefix };
  }
  return {
    text: text.slice(...head.compound.range),
    forms: [head.compound.term],
    parts: words.map((word) => word.term),
    prefix,
  };
}
