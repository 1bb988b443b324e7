import type { Engine } from '../store/knowledge-base.ts';
import { analyzeEntry, distinctTerms, type SearchableText } from './analyze-entry.ts';
import { ftsText, tsvectorLiteral } from './index-text.ts';

/** An entry as the search index takes it, worked out where there is time for it: a thread that does not write. */
export interface PreparedDocument {
  /** SQLite: title, tags, problem and solution for FTS5. PostgreSQL: one literal of type tsvector. */
  readonly texts: readonly string[];
  /** Every term once, sorted. */
  readonly terms: readonly string[];
}

export function prepareDocument(engine: Engine, entry: SearchableText): PreparedDocument {
  const analysis = analyzeEntry(entry);
  const { title, tags, problem, solution } = analysis;
  return {
    texts:
      engine === 'sqlite'
        ? [ftsText(title), ftsText(tags), ftsText(problem), ftsText(solution)]
        : [tsvectorLiteral(analysis)],
    terms: distinctTerms(analysis),
  };
}
