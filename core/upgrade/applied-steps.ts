import { sql } from 'kysely';
import type { AppliedMigration } from '../store/knowledge-base.ts';
import type { SchemaVersionTable } from '../store/schema.ts';
import { tableExists } from './bookkeeping.ts';
import type { SchemaSession } from './schema-access.ts';
import { isReleased, versionNumber } from './version-number.ts';

/** A step that is applied now. */
export interface AppliedStep extends AppliedMigration {
  /** The oldest version whose program can read the database since; null where the program that applied it did not say yet. */
  readonly minimumReader: string | null;
}

/** What is applied now, in the order of versions; nothing where the database has no schema yet. */
export async function readAppliedSteps(session: SchemaSession): Promise<readonly AppliedStep[]> {
  if (!(await tableExists(session, 'schema_version'))) return [];
  // All columns, since a database of an older program lacks some of them.
  const { rows } = await sql<SchemaVersionTable>`select * from schema_version`.execute(session.db);
  return rows
    .map((row) => ({
      version: row.version,
      name: row.name,
      checksum: row.checksum,
      appliedAt: row.applied_at,
      durationMs: row.duration_ms,
      minimumReader: row.minimum_reader ?? null,
    }))
    .toSorted((one, other) => (one.version < other.version ? -1 : 1));
}

/** The number of the newest released step that is applied; 0 where there is none. */
export function newestReleased(applied: readonly { readonly version: string }[]): number {
  return Math.max(
    0,
    ...applied.filter(({ version }) => isReleased(version)).map(({ version }) => versionNumber(version)),
  );
}

/**
 * What a program that knows the released steps up to `latestReleased` may do with a database: write it, only read it since a newer program
 * has upgraded it, or not even that. Custom steps that it does not know hinder neither.
 */
export function compatibility(
  applied: readonly AppliedStep[],
  latestReleased: string,
): 'writable' | 'read-only' | 'unreadable' {
  const newer = applied.filter(
    ({ version }) => isReleased(version) && versionNumber(version) > versionNumber(latestReleased),
  );
  if (newer.length === 0) return 'writable';
  const readable = newer.every(
    ({ minimumReader }) =>
      minimumReader !== null && versionNumber(minimumReader) <= versionNumber(latestReleased),
  );
  return readable ? 'read-only' : 'unreadable';
}
