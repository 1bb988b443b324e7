import { sql } from 'kysely';
import type { SchemaShape } from './kept/schema-shape.ts';
import type { SchemaSession } from './schema-access.ts';
import { scriptFacts } from './script-facts.ts';

/** Rows of every table, by its name. The engine counts in the smallest index that there is. */
export async function countRows(
  { db }: SchemaSession,
  tables: SchemaShape,
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const name of tables.keys()) {
    const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.id(name)}`.execute(db);
    counts.set(name, rows[0]?.count ?? 0);
  }
  return counts;
}

/** Whether scripts, run one after the other, could add a row to a table that is there, or take one out. Counting large tables takes a while. */
export async function mayChangeCounts(session: SchemaSession, scripts: readonly string[]): Promise<boolean> {
  const facts = scripts.map((script) => scriptFacts(script, session.store.engine));
  if (facts.some(({ keepsRows }) => !keepsRows)) return true;
  const lastUpdate = facts.findLastIndex(({ updates }) => updates);
  if (lastUpdate === -1) return false;
  return facts.slice(0, lastUpdate + 1).some(({ makesTriggers }) => makesTriggers) || hasTriggers(session);
}

async function hasTriggers({ store, db }: SchemaSession): Promise<boolean> {
  const query =
    store.engine === 'sqlite'
      ? sql`select 1 from sqlite_master where type = 'trigger' limit 1`
      : sql`select 1 from pg_trigger where not tgisinternal limit 1`;
  return (await query.execute(db)).rows.length > 0;
}
