import { sql } from 'kysely';
import type { SchemaSession } from '../schema-access.ts';
import type { Returning } from './missing-parents.ts';

/** Lets rows come back before those that they point to, where tables point to each other in a circle or to themselves. */
export async function deferReferences(
  { store, db }: SchemaSession,
  returning: readonly Returning[],
  work: () => Promise<void>,
): Promise<void> {
  if (store.engine === 'sqlite') {
    store.connection.pragma('defer_foreign_keys = ON');
    await work();
    store.connection.pragma('defer_foreign_keys = OFF');
    return;
  }
  const tables = returning.map(({ table }) => table.name);
  if (tables.length === 0) return work();
  const { rows } = await sql<{ statement: string }>`
    select format('alter table %I alter constraint %I', c.relname, f.conname) as statement
    from pg_constraint f join pg_class c on c.oid = f.conrelid
    where f.contype = 'f' and not f.condeferrable and c.relnamespace = current_schema()::regnamespace
      and c.relname in (${sql.join(tables)})`.execute(db);
  const alter = async (how: string): Promise<void> => {
    for (const { statement } of rows) await sql.raw(`${statement} ${how}`).execute(db);
  };
  await alter('deferrable initially deferred');
  await work();
  await sql`set constraints all immediate`.execute(db);
  await alter('not deferrable');
}
