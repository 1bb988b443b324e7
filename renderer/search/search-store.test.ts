import { beforeEach, expect, test, vi } from 'vitest';
import type { EntryId, SearchPage, SearchRequest } from '../../preload/api.ts';
import { presentLocation, useNavigation } from '../shell/navigation-store.ts';
import { useSearch } from './search-store.ts';

/** Searches that were asked for and wait for an answer, by their query. */
const waiting = new Map<string, (page: Partial<SearchPage>) => void>();

vi.stubGlobal('requestAnimationFrame', () => 0);
// Nothing is drawn here, so there is nothing to focus.
vi.stubGlobal('document', { getElementById: () => null });
vi.stubGlobal('window', {
  abendbook: {
    invoke: (_channel: string, request: SearchRequest) =>
      new Promise((resolve) => {
        waiting.set(request.query, (page) =>
          resolve({ ok: true, value: { ...pageFor(request.query), ...page } }),
        );
      }),
    on: () => () => undefined,
  },
});

function pageFor(query: string): SearchPage {
  const results = [1, 2, 3].map((number) => result(`${query}-${number}`));
  return {
    query,
    results,
    total: 3,
    totalIsExact: true,
    tookMs: 1,
    didYouMean: null,
    relaxed: false,
    notes: [],
  };
}

function result(id: string): SearchPage['results'][number] {
  const entry = {
    id: id as EntryId,
    number: 1,
    title: id,
    problem: '',
    solution: '',
    category: '',
    severity: 'low',
    tags: [],
    archived: false,
    createdAt: '',
    updatedAt: '',
    author: '',
    metadata: {},
    revision: 1,
  } as const;
  return { entry, score: 1, snippet: '', snippetHighlights: [], titleHighlights: [], matched: [] };
}

async function answer(query: string, page: Partial<SearchPage> = {}): Promise<void> {
  await vi.waitFor(() => expect(waiting.has(query)).toBe(true));
  waiting.get(query)?.(page);
  waiting.delete(query);
  await new Promise((resolve) => setTimeout(resolve));
}

beforeEach(() => {
  waiting.clear();
  useNavigation.setState(useNavigation.getInitialState(), true);
  useSearch.setState(useSearch.getInitialState(), true);
});

test('an answer to an earlier search is ignored, in whatever order they come', async () => {
  useSearch.getState().setText('vs');
  useSearch.getState().setText('vsam');
  await answer('vsam');
  await answer('vs');
  expect(useSearch.getState().page?.query).toBe('vsam');
  expect(presentLocation().entryId).toBe('vsam-1');
});

test('the results before stay until the new ones come', async () => {
  useSearch.getState().setText('a');
  await answer('a');
  useSearch.getState().setText('ab');
  expect(useSearch.getState()).toMatchObject({ searching: true, page: { query: 'a' } });
});

test('a refresh keeps what is selected', async () => {
  useSearch.getState().setText('a');
  await answer('a');
  useNavigation.getState().select('a-2' as EntryId);
  void useSearch.getState().refresh();
  await answer('a', { results: [result('a-0'), result('a-2')] });
  expect(presentLocation().entryId).toBe('a-2');
});

test('a refresh that overtakes a new search still selects the first result', async () => {
  useSearch.getState().setText('a');
  void useSearch.getState().refresh();
  await answer('a');
  expect(presentLocation().entryId).toBe('a-1');
});

test('Enter before the results are there reads the first of them', async () => {
  useSearch.getState().setText('a');
  useSearch.getState().openSelected(null);
  await answer('a');
  expect(presentLocation()).toMatchObject({ entryId: 'a-1', kept: true });
});

test('an emptied box has no results', async () => {
  useSearch.getState().setText('a');
  await answer('a');
  useSearch.getState().setText(' ');
  expect(useSearch.getState()).toMatchObject({ page: null, searching: false });
});
