import { migrations } from '../index.ts';
import type { EmptyDatabase } from './on-empty-databases.ts';

/** Runs the steps up to a number such as `003`, by themselves. */
export async function upTo(db: EmptyDatabase, number: string): Promise<void> {
  for (const { version, up } of migrations) {
    if (version.slice(0, 3) <= number) await db.run(up);
  }
}

/** Adds an entry of which only id and metadata matter. */
export async function addEntry(db: EmptyDatabase, id: string, metadata = '{}'): Promise<void> {
  await db.run(
    `INSERT INTO kb_entries (id, title, problem, solution, category, category_key, severity, created_at, updated_at, author, metadata)
     VALUES ('${id}', 't', 'p', 's', 'C', 'c', 'low', '2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z', 'a', '${metadata}')`,
  );
}

/** The rows of a table. */
export async function count(db: EmptyDatabase, table: string): Promise<number> {
  const [row] = await db.rows<{ n: number }>(`SELECT count(*) AS n FROM ${table}`);
  return Number(row?.n);
}
