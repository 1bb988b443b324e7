import type { KnownMigrations } from './known-migrations.ts';
import type { SchemaSession } from './schema-access.ts';

export async function findHistoryProblems(
  _session: SchemaSession,
  { problems }: KnownMigrations,
): Promise<readonly string[]> {
  return problems;
}
