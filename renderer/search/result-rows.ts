import type { EntrySummary, SearchResult, TextRange } from '../../preload/api.ts';
import { bringForward } from './bring-forward.ts';

/** A line of the list, whether it was found or recently opened. */
export interface ResultRow {
  readonly id: EntrySummary['id'];
  readonly number: number;
  readonly title: string;
  readonly titleHighlights: readonly TextRange[];
  readonly category: string;
  readonly severity: EntrySummary['severity'];
  readonly archived: boolean;
  readonly updatedAt: string;
  /** Why it is here, in one line; empty for what was recently opened. */
  readonly why: string;
  readonly whyHighlights: readonly TextRange[];
}

/** The rows for what a search found. */
export function rowsOfResults(results: readonly SearchResult[]): readonly ResultRow[] {
  return results.map(({ entry, snippet, snippetHighlights, titleHighlights, matched }) => {
    const why = snippet
      ? bringForward(snippet, snippetHighlights)
      : { text: matched.join(' · '), highlights: [] };
    return { ...rowOf(entry), titleHighlights, why: why.text, whyHighlights: why.highlights };
  });
}

/** The rows for entries by themselves. */
export function rowsOfSummaries(entries: readonly EntrySummary[]): readonly ResultRow[] {
  return entries.map((entry) => rowOf(entry));
}

function rowOf({ id, number, title, category, severity, archived, updatedAt }: EntrySummary): ResultRow {
  return {
    id,
    number,
    title,
    category,
    severity,
    archived,
    updatedAt,
    titleHighlights: [],
    why: '',
    whyHighlights: [],
  };
}
