import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Store } from '../../store/store.ts';
import { isBookkeeping } from '../bookkeeping.ts';

/** Every row of every table of knowledge as a text that tells apart what differs in a single bit or type, in order; and where counters stand. */
export type AllRows = ReadonlyMap<string, readonly string[]>;

export async function readAllRows(store: Store): Promise<AllRows> {
  const rows = new Map<string, readonly string[]>();
  for (const name of await tablesOf(store)) {
    const lines = store.engine === 'sqlite' ? sqliteRows(store, name) : await postgresRows(store, name);
    rows.set(name, lines.toSorted());
  }
  rows.set('counters', await countersOf(store));
  return rows;
}

/** SHA-256 over all of it. */
export function hashOf(rows: AllRows): string {
  return createHash('sha256')
    .update(JSON.stringify([...rows]))
    .digest('hex');
}

async function tablesOf(store: Store): Promise<readonly string[]> {
  const query =
    store.engine === 'sqlite'
      ? sql<{ name: string }>`select name from sqlite_master
          where type = 'table' and sql not like 'create virtual%' and name not like 'sqlite\\_%' escape '\\'
            and (name not like 'kb\\_search\\_%' escape '\\' or name = 'kb_search_docsize') order by name`
      : sql<{ name: string }>`select relname as name from pg_class
          where relnamespace = current_schema()::regnamespace and relkind = 'r' order by relname`;
  return (await query.execute(store.db)).rows.map(({ name }) => name).filter((name) => !isBookkeeping(name));
}

function sqliteRows({ connection }: Extract<Store, { engine: 'sqlite' }>, table: string): string[] {
  const rows = connection
    .prepare(`SELECT * FROM "${table.replaceAll('"', '""')}"`)
    .safeIntegers()
    .raw()
    .all();
  return (rows as unknown[][]).map((row) =>
    row
      .map((value) => {
        if (Buffer.isBuffer(value)) return `x${value.toString('hex')}`;
        return typeof value === 'bigint' ? String(value) : `${typeof value} ${JSON.stringify(value)}`;
      })
      .join('|'),
  );
}

async function postgresRows({ db }: Store, table: string): Promise<string[]> {
  const { rows } = await sql<{ line: string }>`select t::text as line from ${sql.id(table)} as t`.execute(db);
  return rows.map(({ line }) => line);
}

async function countersOf(store: Store): Promise<readonly string[]> {
  const query =
    store.engine === 'sqlite'
      ? sql<{ name: string; value: string }>`select name, cast(seq as text) as value from sqlite_sequence`
      : sql<{
          name: string;
          value: string;
        }>`select sequencename as name, last_value::text as value from pg_sequences
          where schemaname = current_schema() and last_value is not null`;
  const { rows } = await query.execute(store.db);
  return rows
    .filter(({ name }) => !isBookkeeping(name) && !name.startsWith('schema_'))
    .map(({ name, value }) => `${name} ${value}`)
    .toSorted();
}
