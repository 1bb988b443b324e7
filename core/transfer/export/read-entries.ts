import { sql, type RawBuilder } from 'kysely';
import type { JsonObject, JsonValue } from '../../entries/entry.ts';
import type { Store } from '../../store/store.ts';
import type { ExportedEntry, ExportedRevision } from '../read/source-record.ts';
import { measuredHistory, mostHistoryInRecord } from './long-histories.ts';
import { readLists, streamRows } from './stream-rows.ts';

/** Entries of a selection asked for at a time. */
const chunk = 500;
/** Of the earlier states of entries about so many bytes are held at a time. */
const enoughHistory = 8_000_000;

/** A row of kb_entries: a list, since that is read twice as fast. */
type Row = readonly [
  number: number,
  id: string,
  title: string,
  problem: string,
  solution: string,
  category: string,
  severity: string,
  archived: number,
  createdAt: string,
  updatedAt: string,
  author: string,
  metadata: string,
  revision: number,
];
const columns = sql.raw(
  'number, id, title, problem, solution, category, severity, archived, created_at, updated_at, author, metadata, revision',
);

const streaming = {
  size: (row: Row): number => row[3].length + row[4].length + row[11].length + 500,
  asLists: true,
};

/**
 * The records of all entries, or of those with these numbers, by their ids; with their numbers only where it is all of them. Runs in the caller's
 * snapshot.
 */
export async function* readEntryRecords(
  store: Store,
  numbers: readonly number[] | null,
  withHistory: boolean,
): AsyncGenerator<readonly ExportedEntry[]> {
  const hasHistory =
    withHistory && (await readLists(store, sql`select 1 from kb_revisions limit 1`)).length > 0;
  for await (const rows of streamEntries(store, numbers)) {
    const tags = await readTags(store, rows);
    const pieces = hasHistory ? await splitByHistory(store, rows) : [{ rows, isLong: false }];
    for (const piece of pieces) {
      const history = hasHistory ? await readRevisions(store, piece) : null;
      yield piece.rows.map((row) =>
        toRecord(row, tags.get(row[0]) ?? [], history?.get(row[0]), numbers === null),
      );
    }
  }
}

async function* streamEntries(
  store: Store,
  numbers: readonly number[] | null,
): AsyncGenerator<readonly Row[]> {
  if (numbers === null) {
    yield* streamRows(store, sql`select ${columns} from kb_entries order by id`, streaming);
    return;
  }
  for (let start = 0; start < numbers.length; start += chunk) {
    const wanted = numberList(store, numbers.slice(start, start + chunk));
    const query = sql`select ${columns} from kb_entries where number in ${wanted} order by id`;
    yield* streamRows(store, query, streaming);
  }
}

/** For `IN`: one bound value however many numbers there are. */
export function numberList(store: Store, numbers: readonly number[]): RawBuilder<unknown> {
  return store.engine === 'sqlite'
    ? sql`(select value from json_each(${JSON.stringify(numbers)}))`
    : sql`(select unnest(${numbers}::int[]))`;
}

/** The condition that a row belongs to one of these entries, or to one whose number is between theirs, where these are few: entries made together lie beside each other. */
function ofEntries(store: Store, rows: readonly Row[]): RawBuilder<unknown> {
  const numbers = rows.map(([number]) => number);
  const first = numbers.reduce((least, number) => Math.min(least, number));
  const last = numbers.reduce((most, number) => Math.max(most, number));
  return last - first < rows.length * 2
    ? sql`entry_number between ${first} and ${last}`
    : sql`entry_number in ${numberList(store, numbers)}`;
}

async function readTags(store: Store, rows: readonly Row[]): Promise<ReadonlyMap<number, readonly string[]>> {
  const query = sql`select entry_number, tag from kb_tags where ${ofEntries(store, rows)} order by entry_number, position`;
  const tags = new Map<number, string[]>();
  for (const [number, tag] of await readLists<readonly [number, string]>(store, query)) {
    const list = tags.get(number);
    if (list === undefined) tags.set(number, [tag]);
    else list.push(tag);
  }
  return tags;
}

/** Entries that are written together. Of a long history only the newest states go with the record. */
interface Piece {
  readonly rows: readonly Row[];
  readonly isLong: boolean;
}

/** Entries whose earlier states are large come in pieces of their own. */
async function splitByHistory(store: Store, rows: readonly Row[]): Promise<readonly Piece[]> {
  const query = sql`select entry_number, sum(octet_length(snapshot)) from kb_revisions
    where ${ofEntries(store, rows)} group by entry_number`;
  const sizes = new Map(await readLists<readonly [number, number]>(store, query));
  const pieces: Piece[] = [];
  let piece: Row[] = [];
  let bytes = 0;
  let isLong = false;
  for (const row of rows) {
    const size = sizes.get(row[0]) ?? 0;
    if (bytes + size > enoughHistory && piece.length > 0) {
      pieces.push({ rows: piece, isLong });
      piece = [];
      bytes = 0;
      isLong = false;
    }
    piece.push(row);
    bytes += size;
    isLong ||= size > mostHistoryInRecord;
  }
  return [...pieces, { rows: piece, isLong }];
}

async function readRevisions(
  store: Store,
  { rows, isLong }: Piece,
): Promise<ReadonlyMap<number, readonly ExportedRevision[]>> {
  type Found = readonly [number: number, revision: number, snapshot: string, by: string, at: string];
  const numbers = numberList(
    store,
    rows.map(([number]) => number),
  );
  const all = sql`select entry_number, revision, snapshot, replaced_by, replaced_at`;
  const query = isLong
    ? sql`${all} from (${measuredHistory(sql`entry_number in ${numbers}`)}) as h
        where bytes <= ${mostHistoryInRecord} order by entry_number, revision`
    : sql`${all} from kb_revisions where entry_number in ${numbers} order by entry_number, revision`;
  const revisions = new Map<number, ExportedRevision[]>();
  for (const [number, revision, snapshot, replacedBy, replacedAt] of await readLists<Found>(store, query)) {
    const record = { revision, replacedBy, replacedAt, entry: JSON.parse(snapshot) as JsonValue };
    const list = revisions.get(number);
    if (list === undefined) revisions.set(number, [record]);
    else list.push(record);
  }
  return revisions;
}

/** Keys in the order in which they are written. */
function toRecord(
  row: Row,
  tags: readonly string[],
  revisions: readonly ExportedRevision[] | undefined,
  withNumber: boolean,
): ExportedEntry {
  const record = {
    id: row[1],
    title: row[2],
    problem: row[3],
    solution: row[4],
    category: row[5],
    severity: row[6],
    tags,
    archived: row[7] === 1,
    createdAt: row[8],
    updatedAt: row[9],
    author: row[10],
    metadata: JSON.parse(row[11]) as JsonObject,
    revision: row[12],
  };
  if (!withNumber) return revisions === undefined ? record : { ...record, revisions };
  const numbered = { ...record, number: row[0] };
  return revisions === undefined ? numbered : { ...numbered, revisions };
}
