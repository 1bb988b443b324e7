import { summarise } from '../entries/summaries.ts';
import type { Store } from '../store/store.ts';
import { analyze } from './analyze.ts';
import type { AnalysisCache } from './analysis-cache.ts';
import { searchEntries } from './search.ts';
import type { EntrySummary } from './search-types.ts';

const mostShown = 3;
/** Share of different words that two titles must have in common (Jaccard). */
const closeEnough = 0.5;

/** Entries whose titles share most of their words with this one, closest first: what may already be the entry that somebody is writing. */
export async function similarTitles(
  store: Store,
  cache: AnalysisCache,
  title: string,
  excludeId: string | undefined,
): Promise<readonly EntrySummary[]> {
  const wanted = wordsOf(title);
  if (wanted.size < 2) return [];
  // As bare terms: nothing in a title is a filter, an exclusion or a word still being typed.
  const query = `${analyze(title)
    .map((word) => word.term)
    .join(' ')} `;
  const page = await searchEntries(store, cache, query, { limit: 50, includeArchived: true });
  const likeness = new Map<string, number>();
  for (const { entry } of page.results) {
    const share = jaccard(wanted, wordsOf(entry.title));
    if (entry.id !== excludeId && share >= closeEnough) likeness.set(entry.id, share);
  }
  const closest = [...likeness].toSorted((one, other) => other[1] - one[1]).slice(0, mostShown);
  return summarise(
    store.db,
    closest.map(([id]) => id),
  );
}

/** Plurals and abend codes in one form each, so that `S0C7` and `0C7` are the same. */
function wordsOf(title: string): ReadonlySet<string> {
  return new Set(analyze(title).map((word) => word.aliases[0] ?? word.term));
}

function jaccard(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let common = 0;
  for (const word of one) if (other.has(word)) common += 1;
  return common / (one.size + other.size - common);
}
