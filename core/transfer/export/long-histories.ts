import { sql, type RawBuilder } from 'kysely';
import type { Store } from '../../store/store.ts';
import type { TableRow } from '../read/source-record.ts';
import { readLists, streamRows } from './stream-rows.ts';

/** Of an entry's earlier states the newest go with its record, up to so many bytes; the others follow the entries as rows of `kb_revisions`. A record must stay small enough to be read again. */
export const mostHistoryInRecord = 4_000_000;

/** The table that earlier states are in, which has rows of its own only in an export of entries with a long history. */
export const historyTable = 'kb_revisions';

/** The states of the entries for which `where` holds, each with the bytes that it and those after it take. */
export function measuredHistory(where: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`select entry_number, revision, snapshot, replaced_by, replaced_at,
    sum(octet_length(snapshot)) over (partition by entry_number order by revision desc) as bytes
    from kb_revisions where ${where}`;
}

/** The numbers of entries whose history is too long for their records. Runs in the caller's snapshot. */
export async function findLongHistories(
  store: Store,
  numbers: readonly number[] | null,
): Promise<readonly number[]> {
  const query = sql`select entry_number from kb_revisions
    group by entry_number having sum(octet_length(snapshot)) > ${mostHistoryInRecord}`;
  const found = (await readLists<readonly [number]>(store, query)).map(([number]) => number);
  if (numbers === null || found.length === 0) return found;
  const wanted = new Set(numbers);
  return found.filter((number) => wanted.has(number));
}

function ofLongHistories(numbers: readonly number[]): RawBuilder<unknown> {
  return sql`from (${measuredHistory(sql`entry_number in (${sql.join(numbers.map((number) => sql.lit(number)))})`)}) as h
    join kb_entries as e on e.number = h.entry_number where h.bytes > ${mostHistoryInRecord}`;
}

/** How many states of these entries do not go with their records. */
export async function countLongHistories(store: Store, numbers: readonly number[]): Promise<number> {
  if (numbers.length === 0) return 0;
  const [found] = await readLists<readonly [number]>(store, sql`select count(*) ${ofLongHistories(numbers)}`);
  return found?.[0] ?? 0;
}

/** A row of `kb_revisions` as exports write it, keys in this order. */
type FormerState = TableRow & { readonly snapshot: string };

/** These states, by the ids of their entries and their numbers. */
export async function* readLongHistories(
  store: Store,
  numbers: readonly number[],
): AsyncGenerator<readonly TableRow[]> {
  if (numbers.length === 0) return;
  const query = sql`select e.id as entry_id, h.revision, h.replaced_by, h.replaced_at, h.snapshot
    ${ofLongHistories(numbers)} order by e.id, h.revision`;
  yield* streamRows<FormerState>(store, query, { size: ({ snapshot }) => snapshot.length + 200 });
}
