import { ask } from '../bridge.ts';
import { countFilters, withoutFilters } from './query-text.ts';

/** Why a search found nothing, and what would change that. */
export type NothingFound =
  | { readonly why: 'no-match' }
  | { readonly why: 'filters'; readonly query: string; readonly total: number }
  | { readonly why: 'archived'; readonly total: number };

/**
 * Looks whether the filters or the archive hide what the words of the query would find. Once that is not wanted any
 * more it asks no further and returns null: its questions would overtake a search that was begun meanwhile.
 */
export async function explainNothing(
  query: string,
  includeArchived: boolean,
  isWanted: () => boolean,
): Promise<NothingFound | null> {
  if (!includeArchived) {
    const total = await countFound(query, true);
    if (!isWanted()) return null;
    if (total > 0) return { why: 'archived', total };
  }
  if (countFilters(query) > 0) {
    const words = withoutFilters(query);
    const total = words === '' ? 0 : await countFound(words, includeArchived);
    if (total > 0 || words === '') return { why: 'filters', query: words, total };
  }
  return { why: 'no-match' };
}

async function countFound(query: string, includeArchived: boolean): Promise<number> {
  const outcome = await ask('search:page', { query, limit: 1, offset: 0, includeArchived });
  return outcome.ok && !outcome.value.relaxed ? outcome.value.total : 0;
}
