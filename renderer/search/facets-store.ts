import { create } from 'zustand';
import type { Facets, FacetValue } from '../../preload/api.ts';
import { ask } from '../bridge.ts';
import { facetFields, splitQuery, withoutFilters } from './query-text.ts';
import type { FacetField } from './query-text.ts';

interface FacetsState {
  readonly shown: boolean;
  readonly facets: Facets | null;
  readonly toggleShown: () => void;
  readonly hide: () => void;
  readonly refresh: (query: string, includeArchived: boolean) => Promise<void>;
}

let latest = 0;

/** The values that the filters panel offers. */
export const useFacets = create<FacetsState>()((set) => ({
  shown: false,
  facets: null,
  toggleShown: () => set(({ shown }) => ({ shown: !shown })),
  hide: () => set({ shown: false }),
  refresh: async (query, includeArchived) => {
    latest += 1;
    const mine = latest;
    const filtered = facetFields.filter((field) => splitQuery(query).some((word) => word.field === field));
    const facets = await facetsOf(query, includeArchived);
    if (!facets || mine !== latest) return;
    const open: Record<FacetField, readonly FacetValue[]> = { ...facets };
    // The values of a filtered field are counted without that filter, so that another can be chosen as well.
    for (const field of filtered.filter((name) => name !== 'tag')) {
      const others = await facetsOf(withoutFilters(query, [field]), includeArchived);
      if (mine !== latest) return;
      if (others) open[field] = others[field];
    }
    set({ facets: open });
  },
}));

async function facetsOf(query: string, includeArchived: boolean): Promise<Facets | null> {
  const outcome = await ask('search:facets', { query, limit: 50, offset: 0, includeArchived });
  return outcome.ok ? outcome.value : null;
}
