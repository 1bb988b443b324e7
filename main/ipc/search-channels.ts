import type { SearchRequest } from '../../preload/api.ts';
import type { Database } from '../database.ts';
import { Overtaking } from '../overtaking.ts';
import type { Handlers } from './register.ts';

export function searchChannels(database: Database): Handlers<'search:page' | 'search:facets'> {
  const pages = new Overtaking();
  const facets = new Overtaking();

  return {
    'search:page': ({ query, ...request }) => {
      const signal = pages.signalFor(subjectOf({ query, ...request }));
      return database.use((knowledge) => knowledge.searchPage(query, { ...request, signal }));
    },
    'search:facets': ({ query, includeArchived, ...request }) => {
      const signal = facets.signalFor(subjectOf({ query, includeArchived, ...request }));
      return database.use((knowledge) => knowledge.searchFacets(query, { includeArchived, signal }));
    },
  };
}

function subjectOf({ query, includeArchived }: SearchRequest): string {
  return JSON.stringify([query, includeArchived]);
}
