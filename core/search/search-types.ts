import type { Entry, EntryId, Severity } from '../entries/entry.ts';

/** A half-open range of UTF-16 code units within a text: `[start, end)`. */
export type TextRange = readonly [start: number, end: number];

export type SearchField = 'title' | 'tags' | 'problem' | 'solution';

export interface SearchOptions {
  /** At most this many results, 20 unless told; 10,000 at the most. */
  readonly limit?: number;
  readonly offset?: number;
  readonly includeArchived?: boolean;
  readonly category?: string;
  readonly severity?: Severity;
  /** Every one of these tags must be on the entry. */
  readonly tags?: readonly string[];
  /** Stops the search between steps; it then fails with kind `cancelled`. */
  readonly signal?: { readonly aborted: boolean };
}

export interface SearchResult {
  readonly entry: Entry;
  readonly score: number;
  /** A stretch of the problem or the solution around the densest match, on one line. */
  readonly snippet: string;
  readonly snippetHighlights: readonly TextRange[];
  readonly titleHighlights: readonly TextRange[];
  /** Why it matched, best field first: `title: s0c7`. */
  readonly matched: readonly string[];
}

export interface SearchPage {
  readonly query: string;
  readonly total: number;
  readonly totalIsExact: boolean;
  readonly tookMs: number;
  readonly results: readonly SearchResult[];
  /** A query with near words that do occur, when one of these words occurs nowhere. */
  readonly didYouMean: string | null;
  /** Nothing had all the words, so these results have some of them. */
  readonly relaxed: boolean;
  /** What of the query was left out, in words for the user: `Only the first 32 words are searched.` */
  readonly notes: readonly string[];
}

export interface FacetValue {
  readonly value: string;
  readonly count: number;
}

/** How many of the entries that a query finds have each category, severity and tag; most frequent first. */
export interface Facets {
  readonly category: readonly FacetValue[];
  readonly severity: readonly FacetValue[];
  readonly tag: readonly FacetValue[];
}

/** An entry as lists show it. */
export interface EntrySummary {
  readonly id: EntryId;
  readonly number: number;
  readonly title: string;
  readonly category: string;
  readonly severity: Severity;
  readonly archived: boolean;
  readonly updatedAt: string;
}
