import { performance } from 'node:perf_hooks';
import type { Migration } from '../../migrations/migration.ts';
import { writeUserVersion } from './apply-step.ts';
import { undoKeeping } from './kept/undo-keeping.ts';
import type { SchemaSession } from './schema-access.ts';
import { recordStep } from './schema-history.ts';
import type { StepResult } from './upgrade-types.ts';

/** Undoes one step inside the transaction of `session`, and keeps what the older schema cannot hold. Throws where it fails. */
export async function undoStep(
  session: SchemaSession,
  migration: Migration,
  actor: string,
): Promise<StepResult> {
  const { db } = session;
  const { version, name } = migration;
  const startedAt = performance.now();
  const kept = await undoKeeping(session, migration);
  await db.deleteFrom('schema_version').where('version', '=', version).execute();
  await writeUserVersion(session);
  const durationMs = Math.round(performance.now() - startedAt);
  await recordStep(session, { migration, direction: 'down', actor, durationMs, error: null });
  return { version, name, success: true, durationMs, error: null, kept, broughtBack: [], conflicts: 0 };
}
