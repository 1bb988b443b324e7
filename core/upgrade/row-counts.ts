import { sql } from 'kysely';
import type { SchemaShape } from './kept/schema-shape.ts';
import type { SchemaSession } from './schema-access.ts';

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
