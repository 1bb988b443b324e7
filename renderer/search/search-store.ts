import { create } from 'zustand';
import type { EntryId, Failure, SearchPage } from '../../preload/api.ts';
import { ask } from '../bridge.ts';
import { presentLocation, useNavigation } from '../shell/navigation-store.ts';
import { openEntry } from './open-entry.ts';
import { explainNothing } from './explain-nothing.ts';
import type { NothingFound } from './explain-nothing.ts';

const pageSize = 50;
const mostRefreshed = 1_000;

interface SearchState {
  readonly text: string;
  readonly includeArchived: boolean;
  /** The last results that came, which stay until newer ones do; null while nothing is searched for. */
  readonly page: SearchPage | null;
  readonly searching: boolean;
  readonly failure: Failure | null;
  /** Why there are no results, once that is known. */
  readonly nothing: NothingFound | null;
  /** Enter was pressed before the results were there. */
  readonly openWhenFound: boolean;
  readonly setText: (text: string) => void;
  readonly setIncludeArchived: (includeArchived: boolean) => void;
  /** Reads the selected entry or, while a search is under way, the first that it finds. */
  readonly openSelected: (selected: EntryId | null) => void;
  /** Adds the next results to those that are there. */
  readonly loadMore: (count?: number) => Promise<void>;
  /** Searches again for the same, keeping the place in the list. */
  readonly refresh: () => Promise<void>;
}

let latestSearch = 0;
let loadingMore = false;
/** A search that is to select its first result has not come to an end. */
let selectsFirst = false;

export const useSearch = create<SearchState>()((set, get) => {
  const search = async (limit: number, keepSelection: boolean) => {
    const { text, includeArchived } = get();
    latestSearch += 1;
    const mine = latestSearch;
    if (text.trim() === '') {
      set({ page: null, searching: false, failure: null, nothing: null });
      return;
    }
    set({ searching: true });
    selectsFirst ||= !keepSelection;
    const outcome = await ask('search:page', { query: text, limit, offset: 0, includeArchived });
    if (mine !== latestSearch) return;
    if (!outcome.ok) {
      const failure = outcome.failure.kind === 'cancelled' ? null : outcome.failure;
      set({ searching: false, openWhenFound: false, failure });
      return;
    }
    const page = outcome.value;
    set({ page, searching: false, failure: null, nothing: null });
    const first = page.results[0]?.entry.id ?? null;
    if (selectsFirst || presentLocation().entryId === null) useNavigation.getState().select(first);
    selectsFirst = false;
    if (get().openWhenFound) get().openSelected(first);
    if (page.results.length > 0) return;
    const isWanted = () => mine === latestSearch;
    const nothing = await explainNothing(text, includeArchived, isWanted);
    if (isWanted()) set({ nothing });
  };

  return {
    text: '',
    includeArchived: false,
    page: null,
    searching: false,
    failure: null,
    nothing: null,
    openWhenFound: false,
    setText: (text) => {
      set({ text, openWhenFound: false });
      useNavigation.getState().setReading(false);
      void search(pageSize, false);
    },
    setIncludeArchived: (includeArchived) => {
      set({ includeArchived });
      void search(pageSize, false);
    },
    openSelected: (selected) => {
      const { searching } = get();
      set({ openWhenFound: searching });
      if (!searching && selected !== null) openEntry(selected);
    },
    loadMore: async (count = pageSize) => {
      const { page, searching, text, includeArchived } = get();
      if (!page || searching || loadingMore || page.results.length >= page.total) return;
      loadingMore = true;
      const mine = latestSearch;
      const offset = page.results.length;
      const outcome = await ask('search:page', { query: text, limit: count, offset, includeArchived });
      loadingMore = false;
      if (mine !== latestSearch || !outcome.ok) return;
      const seen = new Set(page.results.map((result) => result.entry.id));
      const more = outcome.value.results.filter((result) => !seen.has(result.entry.id));
      const ended = outcome.value.results.length === 0;
      const results = [...page.results, ...more];
      set({ page: { ...outcome.value, results, total: ended ? results.length : outcome.value.total } });
    },
    refresh: () => {
      const loaded = get().page?.results.length ?? 0;
      return search(Math.min(mostRefreshed, Math.max(pageSize, loaded)), true);
    },
  };
});
