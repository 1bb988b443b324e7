import type { Migration } from '../../migrations/migration.ts';
import { programVersion } from '../program-version.ts';
import type { Store } from '../store/store.ts';
import { tableExists } from './bookkeeping.ts';
import { checksumOf } from './checksum.ts';
import { findHistoryProblems } from './history-problems.ts';
import { readKeptRows } from './kept/count-kept.ts';
import { listConflicts } from './kept/list-conflicts.ts';
import { knownMigrations } from './known-migrations.ts';
import type { SchemaSession } from './schema-access.ts';
import type { HistoryEvent, SchemaHistory } from './upgrade-types.ts';

/** What is written down of a step that was applied, undone or tried. */
export interface StepRecord {
  readonly migration: Migration;
  readonly direction: HistoryEvent['direction'];
  readonly actor: string;
  readonly durationMs: number;
  /** Why it failed; null where it did not. */
  readonly error: string | null;
}

/** Adds a line to the log of the schema. */
export async function recordStep({ store, db }: SchemaSession, record: StepRecord): Promise<void> {
  const { migration, direction, actor, durationMs, error } = record;
  await db
    .insertInto('schema_history')
    .values({
      at: new Date().toISOString(),
      direction,
      version: migration.version,
      name: migration.name,
      checksum: checksumOf(migration, store.engine),
      app_version: programVersion,
      actor,
      duration_ms: durationMs,
      outcome: error === null ? 'done' : 'failed',
      error,
    })
    .execute();
}

/** The log of the schema, newest first; empty where an older program wrote the database. */
export async function readHistoryEvents(session: SchemaSession): Promise<readonly HistoryEvent[]> {
  if (!(await tableExists(session, 'schema_history'))) return [];
  const rows = await session.db.selectFrom('schema_history').selectAll().orderBy('id', 'desc').execute();
  return rows.map((row) => ({
    at: row.at,
    direction: row.direction,
    version: row.version,
    name: row.name,
    checksum: row.checksum,
    appVersion: row.app_version,
    actor: row.actor,
    durationMs: row.duration_ms,
    outcome: row.outcome,
    error: row.error,
  }));
}

/** Everything that the schema's place on the Database screen shows. */
export async function readSchemaHistory(store: Store): Promise<SchemaHistory> {
  const session: SchemaSession = { store, db: store.db };
  return {
    events: await readHistoryEvents(session),
    problems: await findHistoryProblems(session, knownMigrations(store)),
    kept: await readKeptRows(session),
    conflicts: await listConflicts(session),
  };
}
