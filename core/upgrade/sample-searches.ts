import { performance } from 'node:perf_hooks';
import { analyze } from '../search/analyze.ts';
import { AnalysisCache } from '../search/analysis-cache.ts';
import { stopIfAborted, type Cancellation } from '../search/cancellation.ts';
import { searchEntries } from '../search/search.ts';
import type { Store } from '../store/store.ts';

/** What searches found: the ids of the first page, in their order. */
export type SampleAnswers = readonly { readonly query: string; readonly ids: readonly string[] }[];

/** Looked at evenly over the whole knowledge base; each gives a search, and some of them two. */
const sampledEntries = 16;
const leastSearches = 20;
/** Of a title: what is in many entries costs much and tells little, and what is in one has no order. */
const wordsOfTitle = 2;
const fewEntries = 5;

/** What people here look for anyway, for a knowledge base that is too small to say. */
const commonSearches = [
  'VSAM status 35',
  'S0C7',
  'JCL error',
  'DB2 -805',
  'abend S806',
  'IEF450I',
  'CICS ASRA',
  'dataset not found',
  'file status 39',
  'SB37',
  'copybook',
  'sort',
  'IMS U0456',
  'RACF',
  'timeout',
  'SQLCODE -911',
  'IGZ0035S',
  'checkpoint restart',
  'severity:critical',
  'SYS1.PROCLIB',
] as const;

/** At least twenty searches that this knowledge base is likely to be asked: titles, codes and tags of its own entries. The same content gives the same searches. */
export async function chooseSearches({ db }: Pick<Store, 'db'>): Promise<readonly string[]> {
  const searches = new Set<string>();
  const { newest } = await db
    .selectFrom('kb_entries')
    .select((eb) => eb.fn.max<number | null>('number').as('newest'))
    .executeTakeFirstOrThrow();
  for (let sample = 0; sample < sampledEntries; sample += 1) {
    const entry = await db
      .selectFrom('kb_entries')
      .select(['number', 'title'])
      .where('number', '>=', 1 + Math.floor((sample * (newest ?? 0)) / sampledEntries))
      .orderBy('number')
      .limit(1)
      .executeTakeFirst();
    if (entry === undefined) continue;
    searches.add(await tellingWords(db, entry.title));
    if (sample % 4 !== 0) continue;
    const tag = await db
      .selectFrom('kb_tags')
      .select('tag')
      .where('entry_number', '=', entry.number)
      .orderBy('position')
      .limit(1)
      .executeTakeFirst();
    if (tag !== undefined && !tag.tag.includes('"')) searches.add(`tag:"${tag.tag}"`);
  }
  for (const common of commonSearches) {
    if (searches.size >= leastSearches) break;
    searches.add(common);
  }
  return [...searches];
}

async function tellingWords(db: Store['db'], title: string): Promise<string> {
  const words = new Map(analyze(title).map(({ term, range }) => [term, title.slice(...range)]));
  if (words.size === 0) return title;
  const rarest = await db
    .selectFrom('kb_terms')
    .select('term')
    .where('term', 'in', [...words.keys()])
    .orderBy((eb) => eb('entries', '<', fewEntries))
    .orderBy('entries')
    .orderBy('term')
    .limit(wordsOfTitle)
    .execute();
  return rarest.length === 0 ? title : rarest.map(({ term }) => words.get(term) ?? term).join(' ');
}

/** Runs searches one after another, archived entries included. Returns what each found and how long each took, in ms. */
export async function runSearches(
  store: Store,
  searches: readonly string[],
  signal?: Cancellation,
): Promise<{ readonly answers: SampleAnswers; readonly timesMs: readonly number[] }> {
  const cache = new AnalysisCache();
  const answers: { readonly query: string; readonly ids: readonly string[] }[] = [];
  const timesMs: number[] = [];
  for (const query of searches) {
    stopIfAborted(signal);
    const startedAt = performance.now();
    const { results } = await searchEntries(store, cache, query, { includeArchived: true });
    timesMs.push(performance.now() - startedAt);
    answers.push({ query, ids: results.map(({ entry }) => entry.id) });
  }
  return { answers, timesMs };
}

/** The searches that found something else afterwards, or found it in another order. */
export function changedAnswers(before: SampleAnswers, after: SampleAnswers): readonly string[] {
  const now = new Map(after.map(({ query, ids }) => [query, ids.join(' ')]));
  return before.filter(({ query, ids }) => now.get(query) !== ids.join(' ')).map(({ query }) => query);
}

/** The middle one of some times; 0 of none. */
export function medianMs(timesMs: readonly number[]): number {
  const sorted = timesMs.toSorted((one, other) => one - other);
  return Math.round((sorted[Math.floor(sorted.length / 2)] ?? 0) * 100) / 100;
}
