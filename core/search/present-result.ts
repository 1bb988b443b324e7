import type { Entry } from '../entries/entry.ts';
import type { AnalysisCache } from './analysis-cache.ts';
import { searchFields } from './analyze-entry.ts';
import { hitsIn, type Hit, type Needle } from './score.ts';
import type { SearchField, SearchResult } from './search-types.ts';
import { makeSnippet, mergeRanges } from './snippet.ts';

/** An entry as the list of results shows it: with the stretch that matched, and why. */
export function presentResult(
  entry: Entry,
  score: number,
  needles: readonly Needle[],
  cache: AnalysisCache,
): SearchResult {
  const analysis = cache.of(entry);
  const hits = Object.fromEntries(
    searchFields.map((field) => [field, hitsIn(analysis[field], needles)]),
  ) as Record<SearchField, readonly Hit[]>;
  const inProblem = differentNeedles(hits.problem) >= differentNeedles(hits.solution);
  const snippet = inProblem
    ? makeSnippet(entry.problem, hits.problem)
    : makeSnippet(entry.solution, hits.solution);
  return {
    entry,
    score: Math.round(score * 1_000) / 1_000,
    snippet: snippet.text,
    snippetHighlights: snippet.highlights,
    titleHighlights: mergeRanges(hits.title.map((hit) => hit.range)),
    matched: searchFields.flatMap((field) => reason(field, hits[field])),
  };
}

function differentNeedles(hits: readonly Hit[]): number {
  return new Set(hits.map((hit) => hit.needle)).size;
}

function reason(field: SearchField, hits: readonly Hit[]): readonly string[] {
  const labels = new Set(hits.map((hit) => hit.needle.label));
  return labels.size === 0 ? [] : [`${field}: ${[...labels].join(', ')}`];
}
