import type { EntrySelection } from '../../preload/api.ts';
import { filterText } from '../search/query-text.ts';

/** What of the knowledge base is to be exported. */
export type ExportScope = 'everything' | 'category' | 'search' | 'selected';

export interface ExportSubject {
  readonly scope: ExportScope;
  readonly category: string;
  readonly query: string;
  readonly ids: readonly string[];
}

/** The selection that an export asks for; null for everything. */
export function selectionOf({ scope, category, query, ids }: ExportSubject): EntrySelection | null {
  switch (scope) {
    case 'everything':
      return null;
    case 'category':
      return { category };
    case 'search':
      return { query };
    case 'selected':
      return { ids };
  }
}

/** The search that finds as many entries as would be exported; null where that is known without one. */
export function countingQuery({ scope, category, query }: ExportSubject): string | null {
  if (scope === 'category') return category === '' ? null : filterText('category', category);
  return scope === 'search' && query.trim() !== '' ? query : null;
}
