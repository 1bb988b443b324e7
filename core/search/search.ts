import { performance } from 'node:perf_hooks';
import { sql, type SelectQueryBuilder } from 'kysely';
import type { Entry } from '../entries/entry.ts';
import { foldKey } from '../entries/fold-key.ts';
import { readEntries } from '../entries/entry-rows.ts';
import type { Schema } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import type { AnalysisCache, EntryVersion } from './analysis-cache.ts';
import { stopIfAborted } from './cancellation.ts';
import { suggestQuery } from './did-you-mean.ts';
import { filterConditions, indexFinds } from './filter-entries.ts';
import { toFts, toTsquery, type MatchExpression } from './match-expression.ts';
import { attempts, exclusions } from './plan.ts';
import { parseQuery } from './query/parse-query.ts';
import type { ParsedQuery, QueryFilters } from './query/query.ts';
import { presentResult } from './present-result.ts';
import { phraseNeedle, scoreEntry, wordNeedle, type Needle } from './score.ts';
import type { SearchOptions, SearchPage, SearchResult } from './search-types.ts';
import { resolveWord, type ResolvedWord } from './vocabulary.ts';

const defaultLimit = 20;
const mostResults = 10_000;
/** The index's own ranking chooses this many, and the score orders them. Behind them the index's order stands. */
const scored = 150;

interface Candidate extends EntryVersion {
  readonly score: number;
}

/** A query as understood, with its options folded in and its words looked up. */
interface Understood {
  readonly parsed: ParsedQuery;
  readonly filters: QueryFilters;
  readonly includeArchived: boolean;
  readonly words: readonly ResolvedWord[];
}

/** Finds entries and returns one page of them, best first; without words, the most recently changed first. */
export async function searchEntries(
  store: Store,
  cache: AnalysisCache,
  query: string,
  options: SearchOptions = {},
): Promise<SearchPage> {
  const startedAt = performance.now();
  stopIfAborted(options.signal);
  const understood = await understand(store, query, options);
  const { parsed, words } = understood;
  const limit = bounded(options.limit, defaultLimit, mostResults);
  const offset = bounded(options.offset, 0, Number.MAX_SAFE_INTEGER);
  const total = await countAll(store);
  const needles = [...parsed.phrases.map(phraseNeedle), ...words.map((word) => wordNeedle(word, total))];

  let found: { readonly candidates: readonly Candidate[]; readonly total: number } | null = null;
  let relaxed = false;
  const plans = attempts(words, parsed.phrases);
  for (const [index, expression] of plans.entries()) {
    stopIfAborted(options.signal);
    found = await rank(store, cache, understood, expression, needles, offset + limit, options.signal);
    relaxed = index > 0 && found.total > 0;
    if (found.total > 0) break;
  }
  found ??= await listByUpdate(store, understood, offset, limit);

  const page = plans.length === 0 ? found.candidates : found.candidates.slice(offset, offset + limit);
  const results = await present(store, cache, page, needles);
  return {
    query,
    total: found.total,
    totalIsExact: true,
    results,
    didYouMean: await suggestQuery(store.db, query, words),
    relaxed,
    notes: parsed.notes,
    tookMs: Math.round((performance.now() - startedAt) * 100) / 100,
  };
}

/** The condition-bearing query behind a search, for whoever counts what it finds rather than listing it. */
export async function matchingNumbers(
  store: Store,
  query: string,
  options: SearchOptions,
): Promise<SelectQueryBuilder<Schema, 'kb_entries', { number: number }>> {
  const understood = await understand(store, query, options);
  const plans = attempts(understood.words, understood.parsed.phrases);
  let builder = filtered(store, understood).select('kb_entries.number');
  for (const expression of plans) {
    builder = filtered(store, understood).select('kb_entries.number').where(indexFinds(store, expression));
    if ((await builder.limit(1).execute()).length > 0) break;
  }
  return builder;
}

/** Entries that answer to all of a query, archived ones included, however many; never relaxed. Without words they are those that the filters leave. */
export async function strictMatches(
  store: Store,
  query: string,
): Promise<SelectQueryBuilder<Schema, 'kb_entries', object>> {
  const understood = await understand(store, query, { includeArchived: true });
  const [strict] = attempts(understood.words, understood.parsed.phrases);
  const builder = filtered(store, understood);
  return strict === undefined ? builder : builder.where(indexFinds(store, strict));
}

async function understand(store: Store, query: string, options: SearchOptions): Promise<Understood> {
  const parsed = parseQuery(query);
  const words: ResolvedWord[] = [];
  for (const word of parsed.words) {
    stopIfAborted(options.signal);
    words.push(await resolveWord(store.db, word));
  }
  const { filters } = parsed;
  return {
    parsed,
    words,
    includeArchived: options.includeArchived ?? false,
    filters: {
      ...filters,
      categories: [
        ...filters.categories,
        ...(options.category === undefined ? [] : [foldKey(options.category)]),
      ],
      severities: [...filters.severities, ...(options.severity === undefined ? [] : [options.severity])],
      tags: [...filters.tags, ...(options.tags ?? []).map(foldKey)],
    },
  };
}

function filtered(store: Store, { parsed, filters, includeArchived }: Understood) {
  return store.db
    .selectFrom('kb_entries')
    .where((eb) =>
      eb.and([
        ...filterConditions(eb, filters, includeArchived),
        ...exclusions(parsed).map((expression) => eb.not(indexFinds(store, expression))),
      ]),
    );
}

/** All that the index finds: its best ones ordered by the score, the rest in the index's order. */
async function rank(
  store: Store,
  cache: AnalysisCache,
  understood: Understood,
  expression: MatchExpression,
  needles: readonly Needle[],
  wanted: number,
  signal: SearchOptions['signal'],
): Promise<{ readonly candidates: readonly Candidate[]; readonly total: number }> {
  const most = Math.max(scored, wanted);
  const rows = await indexOrder(store, understood, expression, most);
  const best: Candidate[] = [];
  const analyses = await cache.analyze(store.db, rows.slice(0, scored), signal);
  for (const row of rows.slice(0, scored)) {
    stopIfAborted(signal);
    const analysis = analyses.get(row.number);
    if (analysis !== undefined) best.push({ ...row, score: scoreEntry(analysis, needles) });
  }
  best.sort((one, other) => other.score - one.score || one.number - other.number);
  const rest = rows.slice(scored).map((row): Candidate => ({ ...row, score: 0 }));
  const total = rows.length < most ? rows.length : await countMatches(store, understood, expression);
  return { candidates: [...best, ...rest], total };
}

function indexOrder(
  store: Store,
  understood: Understood,
  expression: MatchExpression,
  limit: number,
): Promise<readonly EntryVersion[]> {
  const base = filtered(store, understood)
    .select(['kb_entries.number', 'kb_entries.revision', 'kb_entries.updated_at as updatedAt'])
    .limit(limit);
  if (store.engine === 'sqlite') {
    return base
      .innerJoin('kb_search', 'kb_search.rowid', 'kb_entries.number')
      .where(sql<boolean>`kb_search match ${toFts(expression)}`)
      .orderBy(sql`bm25(kb_search, 8.0, 4.0, 2.0, 1.0)`)
      .orderBy('kb_entries.number')
      .execute();
  }
  const tsquery = sql`${toTsquery(expression)}::tsquery`;
  return base
    .innerJoin('kb_search', 'kb_search.entry_number', 'kb_entries.number')
    .where(sql<boolean>`kb_search.terms @@ ${tsquery}`)
    .orderBy(sql`ts_rank('{0.1, 0.2, 0.5, 1.0}', kb_search.terms, ${tsquery}, 1) desc`)
    .orderBy('kb_entries.number')
    .execute();
}

async function countMatches(
  store: Store,
  understood: Understood,
  expression: MatchExpression,
): Promise<number> {
  const row = await filtered(store, understood)
    .where(indexFinds(store, expression))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return row.count;
}

async function countAll(store: Store): Promise<number> {
  const row = await store.db
    .selectFrom('kb_entries')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return row.count;
}

async function listByUpdate(
  store: Store,
  understood: Understood,
  offset: number,
  limit: number,
): Promise<{ readonly candidates: readonly Candidate[]; readonly total: number }> {
  const rows = await filtered(store, understood)
    .select(['number', 'revision', 'updated_at as updatedAt'])
    .orderBy('updated_at', 'desc')
    .orderBy('number', 'desc')
    .limit(limit)
    .offset(offset)
    .execute();
  const { count } = await filtered(store, understood)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return { candidates: rows.map((row) => ({ ...row, score: 0 })), total: count };
}

async function present(
  store: Store,
  cache: AnalysisCache,
  page: readonly Candidate[],
  needles: readonly Needle[],
): Promise<readonly SearchResult[]> {
  const entries: ReadonlyMap<number, Entry> = await readEntries(
    store.db,
    page.map((candidate) => candidate.number),
  );
  const results: SearchResult[] = [];
  for (const { number, score } of page) {
    const entry = entries.get(number);
    if (entry !== undefined) results.push(presentResult(entry, score, needles, cache));
  }
  return results;
}

function bounded(value: number | undefined, fallback: number, most: number): number {
  if (value === undefined || !Number.isFinite(value)) return fallback;
  return Math.min(most, Math.max(0, Math.trunc(value)));
}
