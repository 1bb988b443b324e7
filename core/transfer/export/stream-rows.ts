import { CompiledQuery, sql, type Kysely, type RawBuilder } from 'kysely';
import type { Schema } from '../../store/schema.ts';
import type { Store } from '../../store/store.ts';

/** At most so many rows are held at a time, and not many more bytes than these. */
const mostRows = 250;
const enoughBytes = 1_000_000;
/** Of a server's rows no size is known before they are here. */
const rowsPerFetch = 100;

let cursors = 0;

/** Written as text, or by the query builder. */
interface Query {
  compile(db: Kysely<Schema>): CompiledQuery;
}

interface Streaming<T> {
  /** Roughly the bytes that a row takes. */
  readonly size: (row: T) => number;
  /** Whole numbers come as bigint, so that none loses digits; SQLite only. */
  readonly bigIntegers?: boolean;
  /** Rows come as lists of their values in the query's order. */
  readonly asLists?: boolean;
}

/**
 * Rows of a query in its order, batch by batch. Runs in the caller's snapshot; on SQLite the statement is open between batches, so that the connection
 * can only be read from until the last one.
 */
export async function* streamRows<T>(
  store: Store,
  query: Query,
  { size, bigIntegers = false, asLists = false }: Streaming<T>,
): AsyncGenerator<readonly T[]> {
  if (store.engine === 'postgresql') {
    for await (const rows of fetchRows(store.db, query)) yield (asLists ? rows.map(listOf) : rows) as T[];
    return;
  }
  const { sql: text, parameters } = query.compile(store.db);
  const statement = store.connection.prepare<unknown[], T>(text).safeIntegers(bigIntegers).raw(asLists);
  let batch: T[] = [];
  let bytes = 0;
  for (const row of statement.iterate(...parameters)) {
    batch.push(row);
    bytes += size(row);
    if (batch.length < mostRows && bytes < enoughBytes) continue;
    yield batch;
    batch = [];
    bytes = 0;
  }
  if (batch.length > 0) yield batch;
}

async function* fetchRows(db: Store['db'], query: Query): AsyncGenerator<readonly unknown[]> {
  cursors += 1;
  const name = `abendbook_export_${cursors}`;
  const { sql: text, parameters } = query.compile(db);
  await db.executeQuery(CompiledQuery.raw(`declare ${name} no scroll cursor for ${text}`, [...parameters]));
  const cursor = sql.id(name);
  for (;;) {
    const { rows } = await sql`fetch ${sql.lit(rowsPerFetch)} from ${cursor}`.execute(db);
    if (rows.length > 0) yield rows;
    if (rows.length < rowsPerFetch) break;
  }
  await sql`close ${cursor}`.execute(db);
}

function listOf(row: unknown): readonly unknown[] {
  return Object.values(row as object);
}

/** All rows of a small query, as lists; on SQLite also while another statement is being read. */
export async function readLists<T extends readonly unknown[]>(
  store: Store,
  query: RawBuilder<unknown>,
): Promise<readonly T[]> {
  if (store.engine === 'postgresql')
    return (await query.execute(store.db)).rows.map(listOf) as unknown as T[];
  const { sql: text, parameters } = query.compile(store.db);
  return store.connection
    .prepare<unknown[], T>(text)
    .raw()
    .all(...parameters);
}
