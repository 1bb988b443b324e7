import type { Migration } from '../../migrations/migration.ts';
import type { SchemaSession } from './schema-access.ts';

export async function lookThrough(
  _session: SchemaSession,
  _steps: readonly Migration[],
): Promise<(known: readonly Migration[]) => Promise<readonly string[]>> {
  return async () => [];
}
