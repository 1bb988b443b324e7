import { sql } from 'kysely';
import { tableExists } from '../bookkeeping.ts';
import type { SchemaSession } from '../schema-access.ts';

/** Where the counter that gives a table's rows their numbers stands. */
export interface Sequence {
  /** The column that it fills; empty on SQLite, where a table has one counter at most. */
  readonly column: string;
  /** As text: it may be above what a number holds exactly. */
  readonly value: string;
  /** Whether that number has been given away already. */
  readonly used: boolean;
}

/** The counters of a table that have ever counted. */
export async function readSequences(session: SchemaSession, table: string): Promise<readonly Sequence[]> {
  const { store, db } = session;
  if (store.engine === 'sqlite') {
    if (!(await tableExists(session, 'sqlite_sequence'))) return [];
    const { rows } = await sql<{ value: string }>`
      select cast(seq as text) as value from sqlite_sequence where name = ${table}`.execute(db);
    return rows.map(({ value }) => ({ column: '', value, used: true }));
  }
  const found: Sequence[] = [];
  for (const { column, sequence } of await ownedSequences(session, table)) {
    const { rows } = await sql<{ value: string; used: boolean }>`
      select last_value::text as value, is_called as used from ${sql.raw(sequence)}`.execute(db);
    found.push(...rows.filter(({ used }) => used).map((row) => ({ column, ...row })));
  }
  return found;
}

/** Sets a table's counters forward to where they stood, so that no number is given twice. */
export async function restoreSequences(
  session: SchemaSession,
  table: string,
  sequences: readonly Sequence[],
): Promise<void> {
  const { store, db } = session;
  if (store.engine === 'sqlite') {
    for (const { value } of sequences) {
      await sql`insert into sqlite_sequence (name, seq)
        select ${table}, 0 where not exists (select 1 from sqlite_sequence where name = ${table})`.execute(
        db,
      );
      await sql`update sqlite_sequence set seq = max(seq, cast(${value} as integer)) where name = ${table}`.execute(
        db,
      );
    }
    return;
  }
  const present = new Map(
    (await ownedSequences(session, table)).map((owned) => [owned.column, owned.sequence]),
  );
  for (const { column, value } of sequences) {
    const sequence = present.get(column);
    if (sequence === undefined) continue;
    await sql`select setval(${sequence}::regclass, ${value}::bigint) from ${sql.raw(sequence)}
      where last_value < ${value}::bigint or not is_called`.execute(db);
  }
}

/** Names of sequences as they are written in SQL. */
async function ownedSequences(
  { db }: SchemaSession,
  table: string,
): Promise<readonly { readonly column: string; readonly sequence: string }[]> {
  const { rows } = await sql<{ column: string; sequence: string }>`
    select attname as column, pg_get_serial_sequence(quote_ident(${table}), attname) as sequence
    from pg_attribute where attrelid = quote_ident(${table})::regclass and attnum > 0 and not attisdropped
      and pg_get_serial_sequence(quote_ident(${table}), attname) is not null`.execute(db);
  return rows;
}
