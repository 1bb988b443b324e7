import { sql } from 'kysely';
import type { SchemaSession } from '../schema-access.ts';

/**
 * Writes to tables without their triggers noticing: rows that come back are not new, and what a trigger made of them once has been kept as well.
 * The triggers are there again afterwards; where the work fails, the transaction brings them back.
 */
export async function withoutTriggers<T>(
  session: SchemaSession,
  tables: readonly string[],
  work: () => Promise<T>,
): Promise<T> {
  if (tables.length === 0) return work();
  const putBack = await (session.store.engine === 'sqlite'
    ? dropOnSqlite(session, tables)
    : disableOnPostgres(session, tables));
  const result = await work();
  for (const statement of putBack) await sql.raw(statement).execute(session.db);
  return result;
}

async function dropOnSqlite({ db }: SchemaSession, tables: readonly string[]): Promise<readonly string[]> {
  const names = tables.map((name) => name.toLowerCase());
  const { rows } = await sql<{ name: string; definition: string }>`
    select name, sql as definition from sqlite_master
    where type = 'trigger' and lower(tbl_name) in (${sql.join(names)}) order by rowid`.execute(db);
  for (const { name } of rows) await sql`drop trigger ${sql.id(name)}`.execute(db);
  return rows.map(({ definition }) => definition);
}

/** PostgreSQL's words for the states in which a trigger may be. */
const enabling: Readonly<Record<string, string>> = { O: 'enable', R: 'enable replica', A: 'enable always' };

async function disableOnPostgres(
  { db }: SchemaSession,
  tables: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await sql<{ table_name: string; trigger_name: string; state: string }>`
    select quote_ident(c.relname) as table_name, quote_ident(t.tgname) as trigger_name, t.tgenabled::text as state
    from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where c.relnamespace = current_schema()::regnamespace and c.relname in (${sql.join(tables)})
      and not t.tgisinternal and t.tgenabled <> 'D'`.execute(db);
  for (const { table_name, trigger_name } of rows)
    await sql.raw(`alter table ${table_name} disable trigger ${trigger_name}`).execute(db);
  return rows.map(
    ({ table_name, trigger_name, state }) =>
      `alter table ${table_name} ${enabling[state] ?? 'enable'} trigger ${trigger_name}`,
  );
}
