import type { Engine } from '../store/knowledge-base.ts';
import { analyzeEntry, distinctTerms, searchFields, type SearchableText } from './analyze-entry.ts';
import { ftsText, tsvectorLiteral } from './index-text.ts';

/** An entry as the search index takes it, worked out where there is time for it: a thread that does not write. */
export interface PreparedDocument {
  /** SQLite: a text for FTS5 for each of the search fields. PostgreSQL: one literal of type tsvector. */
  readonly texts: readonly string[];
  /** Every term once. */
  readonly terms: readonly string[];
}

export function prepareDocument(engine: Engine, entry: SearchableText): PreparedDocument {
  const analysis = analyzeEntry(entry);
  if (engine === 'postgresql') return { texts: [tsvectorLiteral(analysis)], terms: distinctTerms(analysis) };
  const terms = new Set<string>();
  const texts = searchFields.map((field) => ftsText(analysis[field], terms));
  return { texts, terms: [...terms] };
}
