import { performance } from 'node:perf_hooks';
import type { Migration } from '../../migrations/migration.ts';
import { writeUserVersion } from './apply-step.ts';
import { countKept } from './kept/count-kept.ts';
import { findLosses } from './kept/find-losses.ts';
import { dropEmpty, keepLosses, noteAfter } from './kept/keep.ts';
import { noteWhatUpMakes } from './kept/note-what-up-makes.ts';
import { runScript, type SchemaSession } from './schema-access.ts';
import { recordStep } from './schema-history.ts';
import type { StepResult } from './upgrade-types.ts';

/** Undoes one step inside the transaction of `session`, and keeps what the older schema cannot hold. Throws where it fails. */
export async function undoStep(
  session: SchemaSession,
  migration: Migration,
  actor: string,
): Promise<StepResult> {
  const { store, db } = session;
  const { version, name } = migration;
  const startedAt = performance.now();
  const losses = await findLosses(session, migration);
  const kept = await keepLosses(session, version, losses);
  await runScript(store, db, migration.down[store.engine]);
  await noteAfter(session, kept);
  await noteWhatUpMakes(session, migration, kept, losses);
  const rows = await countKept(session, kept);
  await dropEmpty(session, kept);
  await db.deleteFrom('schema_version').where('version', '=', version).execute();
  await writeUserVersion(session);
  const durationMs = Math.round(performance.now() - startedAt);
  await recordStep(session, { migration, direction: 'down', actor, durationMs, error: null });
  return { version, name, success: true, durationMs, error: null, kept: rows, broughtBack: [], conflicts: 0 };
}
