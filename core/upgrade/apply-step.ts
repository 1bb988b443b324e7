import { performance } from 'node:perf_hooks';
import type { Migration } from '../../migrations/migration.ts';
import { KnowledgeError } from '../failure.ts';
import { programVersion } from '../program-version.ts';
import { applicationId } from '../store/open-sqlite.ts';
import { newestReleased, readAppliedSteps } from './applied-steps.ts';
import { checksumOf } from './checksum.ts';
import { bringBack, prepareBringingBack } from './kept/bring-back.ts';
import { migrationProbe, runScript, type SchemaSession } from './schema-access.ts';
import { recordStep } from './schema-history.ts';
import type { StepResult } from './upgrade-types.ts';

/** Applies one step inside the transaction of `session`, with what an earlier rollback of it kept. Throws where it fails. */
export async function applyStep(
  session: SchemaSession,
  migration: Migration,
  actor: string,
): Promise<StepResult> {
  const { store, db } = session;
  const { version, name } = migration;
  const startedAt = performance.now();
  const kept = await prepareBringingBack(session, version);
  await runScript(store, db, migration.up[store.engine]);
  // Looked at before: what comes back is as the user left it, and need not be as a new step leaves it.
  await validate(session, migration);
  const back = await bringBack(session, kept);
  const durationMs = Math.round(performance.now() - startedAt);
  await db
    .insertInto('schema_version')
    .values({
      version,
      name,
      checksum: checksumOf(migration, store.engine),
      applied_at: await nextInstant(session),
      duration_ms: durationMs,
      app_version: programVersion,
      actor,
      minimum_reader: migration.minimumReader,
    })
    .execute();
  await writeUserVersion(session);
  await recordStep(session, { migration, direction: 'up', actor, durationMs, error: null });
  return { version, name, success: true, durationMs, error: null, kept: [], ...back };
}

async function validate({ store, db }: SchemaSession, { version, validate: look }: Migration): Promise<void> {
  const problems = await look(migrationProbe(store, db));
  if (problems.length === 0) return;
  throw new KnowledgeError({
    kind: 'migration-failed',
    message: `The step ${version} did not leave the schema that it should: ${problems.join(' ')}`,
    recovery:
      'Nothing was changed. If it is a step of your own, mend its file; otherwise please report this.',
  });
}

/** Now, or a millisecond after the step before: the order of times is the order of steps. */
async function nextInstant(session: SchemaSession): Promise<string> {
  const times = (await readAppliedSteps(session)).map(({ appliedAt }) => Date.parse(appliedAt));
  return new Date(Math.max(Date.now(), ...times.map((time) => time + 1))).toISOString();
}

/** SQLite files say in their header whose they are and which released step they stand at. */
export async function writeUserVersion(session: SchemaSession): Promise<void> {
  if (session.store.engine !== 'sqlite') return;
  const { connection } = session.store;
  connection.pragma(`application_id = ${applicationId}`);
  connection.pragma(`user_version = ${newestReleased(await readAppliedSteps(session))}`);
}
