import { sql, type RawBuilder } from 'kysely';
import type { EntryRow } from '../../entries/entry-rows.ts';
import type { JsonObject, JsonValue } from '../../entries/entry.ts';
import type { Store } from '../../store/store.ts';
import type { ExportedEntry, ExportedRevision } from '../read/source-record.ts';
import { streamRows } from './stream-rows.ts';

/** Entries of a selection asked for at a time. */
const chunk = 500;
/** Of the earlier states of entries about so many bytes are held at a time. */
const enoughHistory = 8_000_000;

type Row = Omit<EntryRow, 'category_key'>;

const columns = sql.raw(
  'number, id, title, problem, solution, category, severity, archived, created_at, updated_at, author, metadata, revision',
);

function sizeOf({ problem, solution, metadata }: Row): number {
  return problem.length + solution.length + metadata.length + 500;
}

/** The records of all entries, or of those with these numbers, by their ids; with their numbers only where it is all of them. Runs in the caller's snapshot. */
export async function* readEntryRecords(
  store: Store,
  numbers: readonly number[] | null,
  withHistory: boolean,
): AsyncGenerator<readonly ExportedEntry[]> {
  const hasHistory = withHistory && (await exists(store, sql`select 1 from kb_revisions limit 1`));
  for await (const rows of streamEntries(store, numbers)) {
    const tags = await readTags(store, rows);
    const pieces = hasHistory ? await splitByHistory(store, rows) : [rows];
    for (const piece of pieces) {
      const revisions = hasHistory ? await readRevisions(store, piece) : new Map<number, never>();
      yield piece.map((row) =>
        toRecord(row, tags.get(row.number) ?? [], revisions.get(row.number), numbers === null),
      );
    }
  }
}

async function* streamEntries(
  store: Store,
  numbers: readonly number[] | null,
): AsyncGenerator<readonly Row[]> {
  if (numbers === null) {
    yield* streamRows(store, sql<Row>`select ${columns} from kb_entries order by id`, { size: sizeOf });
    return;
  }
  for (let start = 0; start < numbers.length; start += chunk) {
    const wanted = numberList(store, numbers.slice(start, start + chunk));
    const query = sql<Row>`select ${columns} from kb_entries where number in ${wanted} order by id`;
    yield* streamRows(store, query, { size: sizeOf });
  }
}

/** For `IN`: one bound value however many numbers there are. */
export function numberList(store: Store, numbers: readonly number[]): RawBuilder<unknown> {
  return store.engine === 'sqlite'
    ? sql`(select value from json_each(${JSON.stringify(numbers)}))`
    : sql`(select unnest(${numbers}::int[]))`;
}

async function readTags(store: Store, rows: readonly Row[]): Promise<ReadonlyMap<number, readonly string[]>> {
  const query = sql<{ entry_number: number; tag: string }>`select entry_number, tag from kb_tags
    where entry_number in ${numbersOf(store, rows)} order by entry_number, position`;
  const tags = new Map<number, string[]>();
  for (const { entry_number: number, tag } of await allRows(store, query)) {
    const list = tags.get(number);
    if (list === undefined) tags.set(number, [tag]);
    else list.push(tag);
  }
  return tags;
}

/** Entries whose earlier states are large come in pieces of their own. */
async function splitByHistory(store: Store, rows: readonly Row[]): Promise<readonly (readonly Row[])[]> {
  const query = sql<{
    number: number;
    bytes: number;
  }>`select entry_number as number, sum(octet_length(snapshot)) as bytes
    from kb_revisions where entry_number in ${numbersOf(store, rows)} group by entry_number`;
  const sizes = new Map((await allRows(store, query)).map(({ number, bytes }) => [number, bytes]));
  const pieces: Row[][] = [];
  let piece: Row[] = [];
  let bytes = 0;
  for (const row of rows) {
    bytes += sizes.get(row.number) ?? 0;
    if (bytes > enoughHistory && piece.length > 0) {
      pieces.push(piece);
      piece = [];
      bytes = sizes.get(row.number) ?? 0;
    }
    piece.push(row);
  }
  return [...pieces, piece];
}

async function readRevisions(
  store: Store,
  rows: readonly Row[],
): Promise<ReadonlyMap<number, readonly ExportedRevision[]>> {
  const query = sql<{
    entry_number: number;
    revision: number;
    snapshot: string;
    replaced_by: string;
    replaced_at: string;
  }>`select entry_number, revision, snapshot, replaced_by, replaced_at from kb_revisions
    where entry_number in ${numbersOf(store, rows)} order by entry_number, revision`;
  const revisions = new Map<number, ExportedRevision[]>();
  for (const row of await allRows(store, query)) {
    const record = {
      revision: row.revision,
      replacedBy: row.replaced_by,
      replacedAt: row.replaced_at,
      entry: JSON.parse(row.snapshot) as JsonValue,
    };
    const list = revisions.get(row.entry_number);
    if (list === undefined) revisions.set(row.entry_number, [record]);
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
  return {
    id: row.id,
    title: row.title,
    problem: row.problem,
    solution: row.solution,
    category: row.category,
    severity: row.severity,
    tags,
    archived: row.archived === 1,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    author: row.author,
    metadata: JSON.parse(row.metadata) as JsonObject,
    revision: row.revision,
    ...(withNumber ? { number: row.number } : {}),
    ...(revisions === undefined ? {} : { revisions }),
  };
}

function numbersOf(store: Store, rows: readonly Row[]): RawBuilder<unknown> {
  return numberList(
    store,
    rows.map(({ number }) => number),
  );
}

async function exists(store: Store, query: RawBuilder<unknown>): Promise<boolean> {
  return (await allRows(store, query)).length > 0;
}

/** On SQLite while another statement is being read. */
async function allRows<T>(store: Store, query: RawBuilder<T>): Promise<readonly T[]> {
  if (store.engine === 'postgresql') return (await query.execute(store.db)).rows;
  const { sql: text, parameters } = query.compile(store.db);
  return store.connection.prepare<unknown[], T>(text).all(...parameters);
}
