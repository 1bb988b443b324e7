import type { SelectQueryBuilder } from 'kysely';
import { foldKey } from '../../entries/fold-key.ts';
import { KnowledgeError } from '../../failure.ts';
import { strictMatches } from '../../search/search.ts';
import { parseQuery } from '../../search/query/parse-query.ts';
import type { Schema } from '../../store/schema.ts';
import type { Store } from '../../store/store.ts';
import type { EntrySelection } from '../transfer-types.ts';
import { parseInstant } from './parse-instant.ts';
import { streamRows } from './stream-rows.ts';

/** Ids compared by one statement. */
const chunk = 5_000;

type Query = SelectQueryBuilder<Schema, 'kb_entries', { id: string; number: number }>;

/** The numbers of the entries that answer to a selection, in the order of their ids; null for all. Throws a `KnowledgeError` of kind invalid-request where the query or a time cannot be understood. */
export async function selectEntries(
  store: Store,
  selection: EntrySelection | undefined,
): Promise<readonly number[] | null> {
  const { category, tags = [], query = '', ids, since, until } = selection ?? {};
  const wantsAll = category === undefined && tags.length === 0 && query.trim() === '';
  if (wantsAll && ids === undefined && since === undefined && until === undefined) return null;
  let matching: Query = (await queried(store, query)).select(['kb_entries.id', 'kb_entries.number']);
  if (category !== undefined) matching = matching.where('category_key', '=', foldKey(category));
  if (tags.length > 0) {
    matching = matching.where((eb) =>
      eb(
        'kb_entries.number',
        'in',
        eb.selectFrom('kb_tags').select('entry_number').where('tag_key', 'in', tags.map(foldKey)),
      ),
    );
  }
  if (since !== undefined) matching = matching.where('updated_at', '>=', parseInstant('since', since));
  if (until !== undefined) matching = matching.where('updated_at', '<', parseInstant('until', until));
  return ids === undefined ? numbersOf(store, matching) : numbersWithIds(matching, [...new Set(ids)]);
}

async function numbersWithIds(matching: Query, ids: readonly string[]): Promise<readonly number[]> {
  const found: { readonly id: string; readonly number: number }[] = [];
  for (let start = 0; start < ids.length; start += chunk) {
    found.push(...(await matching.where('kb_entries.id', 'in', ids.slice(start, start + chunk)).execute()));
  }
  // As both engines compare ids: byte by byte.
  const placed = found.map(({ id, number }) => ({ bytes: Buffer.from(id), number }));
  return placed.toSorted((one, other) => one.bytes.compare(other.bytes)).map(({ number }) => number);
}

/** Of a million entries only their numbers are held. */
async function numbersOf(store: Store, matching: Query): Promise<readonly number[]> {
  const query = matching.clearSelect().select('kb_entries.number').orderBy('kb_entries.id');
  const numbers: number[] = [];
  for await (const rows of streamRows<readonly [number]>(store, query, { size: () => 8, asLists: true }))
    for (const [number] of rows) numbers.push(number);
  return numbers;
}

/** Half of a query that was understood would let entries go that were not meant. */
async function queried(store: Store, query: string): ReturnType<typeof strictMatches> {
  // A blank behind the last word tells that it is not being typed any more.
  const { notes } = parseQuery(`${query} `);
  if (notes.length > 0) {
    throw new KnowledgeError({
      kind: 'invalid-request',
      message: `The query ${JSON.stringify(query)} was not understood. ${notes.join(' ')}`,
      recovery: 'Nothing was written. Correct the query and try again.',
      field: 'query',
    });
  }
  return strictMatches(store, query);
}
