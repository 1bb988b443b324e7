import { severities } from '../entries/entry.ts';
import type { Store } from '../store/store.ts';
import { matchingNumbers } from './search.ts';
import type { Facets, SearchOptions } from './search-types.ts';

const mostValues = 50;

/** How the entries that a query finds fall into categories, severities and tags. */
export async function searchFacets(
  store: Store,
  query: string,
  options: SearchOptions = {},
): Promise<Facets> {
  const matching = await matchingNumbers(store, query, options);
  const category = await store.db
    .selectFrom('kb_entries')
    .select((eb) => [eb.fn.min<string>('category').as('value'), eb.fn.countAll<number>().as('count')])
    .where('number', 'in', matching)
    .groupBy('category_key')
    .orderBy('count', 'desc')
    .orderBy('category_key')
    .limit(mostValues)
    .execute();
  const severity = await store.db
    .selectFrom('kb_entries')
    .select((eb) => ['severity as value', eb.fn.countAll<number>().as('count')])
    .where('number', 'in', matching)
    .groupBy('severity')
    .execute();
  const tag = await store.db
    .selectFrom('kb_tags')
    .select((eb) => [eb.fn.min<string>('tag').as('value'), eb.fn.countAll<number>().as('count')])
    .where('entry_number', 'in', matching)
    .groupBy('tag_key')
    .orderBy('count', 'desc')
    .orderBy('tag_key')
    .limit(mostValues)
    .execute();
  const rank = (value: string): number => severities.findIndex((name) => name === value);
  return { category, severity: severity.toSorted((one, other) => rank(other.value) - rank(one.value)), tag };
}
