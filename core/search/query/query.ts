import type { Severity } from '../../entries/entry.ts';

/** A word of the query. It matches where any of its forms does, or where its parts stand side by side. */
export interface QueryWord {
  /** As it was typed. */
  readonly text: string;
  /** Its terms, the closest first; a compound (`WS-TOTAL-AMT`) has one. */
  readonly forms: readonly string[];
  /** The words that a compound is made of; empty for a plain word. */
  readonly parts: readonly string[];
  /** It is the word being typed, so it also matches what begins with it. */
  readonly prefix: boolean;
}

/** Words in quotes, which must stand side by side. */
export interface QueryPhrase {
  readonly text: string;
  readonly terms: readonly string[];
}

/** A stretch of time; each end is ISO 8601 in UTC. */
export interface TimeRange {
  readonly from: string | null;
  /** The first instant that is outside. */
  readonly until: string | null;
}

/** What entries must be or must not be, beside having the words. Values of categories, tags and authors are folded. */
export interface QueryFilters {
  /** Any of these. */
  readonly categories: readonly string[];
  readonly notCategories: readonly string[];
  /** Any of these. */
  readonly severities: readonly Severity[];
  readonly notSeverities: readonly Severity[];
  /** Every one of these. */
  readonly tags: readonly string[];
  readonly notTags: readonly string[];
  readonly authors: readonly string[];
  readonly created: readonly TimeRange[];
  readonly updated: readonly TimeRange[];
  readonly onlyArchived: boolean;
}

export interface ParsedQuery {
  readonly words: readonly QueryWord[];
  readonly phrases: readonly QueryPhrase[];
  readonly notWords: readonly QueryWord[];
  readonly notPhrases: readonly QueryPhrase[];
  readonly filters: QueryFilters;
  /** What was left out and why, in sentences for the user. */
  readonly notes: readonly string[];
}
