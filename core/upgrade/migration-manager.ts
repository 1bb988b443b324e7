import { createHash } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { Kysely } from 'kysely';
import { migrations as released } from '../../migrations/index.ts';
import type { Migration } from '../../migrations/migration.ts';
import { KnowledgeError, failureOf, type Failure } from '../failure.ts';
import { programVersion } from '../program-version.ts';
import type { AppliedMigration } from '../store/knowledge-base.ts';
import { applicationId } from '../store/open-sqlite.ts';
import type { Schema } from '../store/schema.ts';
import { inTransaction, type Store } from '../store/store.ts';
import { migrationProbe, runScript } from './schema-access.ts';
import type { MigrationResult } from './upgrade-types.ts';

/** The version of a database to which nothing has been applied yet. */
export const emptyVersion = '000';

const schemaVersionTable = `
  CREATE TABLE IF NOT EXISTS schema_version (
    version TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    checksum TEXT NOT NULL,
    applied_at TEXT NOT NULL,
    duration_ms INTEGER NOT NULL,
    app_version TEXT NOT NULL,
    actor TEXT NOT NULL
  )`;

/** Brings a database from one schema version to the next, and keeps the record of it in `schema_version`. */
export class MigrationManager {
  readonly #store: Store;
  readonly #migrations: readonly Migration[];

  constructor(store: Store, migrations: readonly Migration[] = released) {
    this.#store = store;
    this.#migrations = migrations;
  }

  /** The newest version that this program knows. */
  get latestVersion(): string {
    return this.#migrations.at(-1)?.version ?? emptyVersion;
  }

  /** The version that the database stands at, `000` where nothing has been applied. */
  async getCurrentVersion(): Promise<string> {
    return (await this.getAppliedMigrations()).at(-1)?.version ?? emptyVersion;
  }

  /** The record of what was applied, oldest first. */
  async getAppliedMigrations(): Promise<readonly AppliedMigration[]> {
    if (!(await migrationProbe(this.#store, this.#store.db).tableExists('schema_version'))) return [];
    return readHistory(this.#store.db);
  }

  /** What this program knows and the database has not yet, oldest first. */
  async getPendingMigrations(): Promise<readonly Migration[]> {
    const current = await this.getCurrentVersion();
    return this.#migrations.filter((migration) => migration.version > current);
  }

  /**
   * Applies what is pending, oldest first, up to the target or to the newest, all in one transaction: either every step commits or none does.
   * Returns a result for each step that was tried; after a failed one there are no more, and the database is as it was.
   */
  async migrate(
    target: string = this.latestVersion,
    actor = 'abendbook',
  ): Promise<readonly MigrationResult[]> {
    const results: MigrationResult[] = [];
    try {
      await inTransaction(this.#store, async (db) => {
        await runScript(this.#store, db, schemaVersionTable);
        if (this.#store.engine === 'sqlite') {
          await runScript(this.#store, db, `PRAGMA application_id = ${applicationId}`);
        }
        const current = (await readHistory(db)).at(-1)?.version ?? emptyVersion;
        for (const migration of this.#migrations) {
          if (migration.version <= current || migration.version > target) continue;
          results.push(await this.#apply(db, migration, actor));
        }
      });
    } catch (caught) {
      if (!(caught instanceof StepFailed)) throw caught;
      results.push(caught.result);
    }
    return results;
  }

  async #apply(db: Kysely<Schema>, migration: Migration, actor: string): Promise<MigrationResult> {
    const { version, name } = migration;
    const startedAt = performance.now();
    try {
      await runScript(this.#store, db, migration.up[this.#store.engine]);
      const problems = await migration.validate(migrationProbe(this.#store, db));
      if (problems.length > 0) throw new KnowledgeError(validationFailure(version, problems));
      const durationMs = Math.round(performance.now() - startedAt);
      await db
        .insertInto('schema_version')
        .values({
          version,
          name,
          checksum: checksumOf(migration, this.#store.engine),
          applied_at: new Date().toISOString(),
          duration_ms: durationMs,
          app_version: programVersion,
          actor,
        })
        .execute();
      return { version, name, success: true, durationMs, error: null };
    } catch (caught) {
      const durationMs = Math.round(performance.now() - startedAt);
      throw new StepFailed(
        { version, name, success: false, durationMs, error: stepFailure(version, caught) },
        caught,
      );
    }
  }
}

/** Unwinds the transaction and carries the failed step's result out of it. */
class StepFailed extends Error {
  readonly result: MigrationResult;

  constructor(result: MigrationResult, cause: unknown) {
    super(`Step ${result.version} failed`, { cause });
    this.result = result;
  }
}

function validationFailure(version: string, problems: readonly string[]): Failure {
  return {
    kind: 'migration-failed',
    message: `The step ${version} did not leave the schema that it should: ${problems.join(' ')}`,
    recovery: 'Nothing was changed. Please report this with the details.',
  };
}

function stepFailure(version: string, caught: unknown): Failure {
  if (caught instanceof KnowledgeError) return caught.failure;
  return {
    kind: 'migration-failed',
    message: `The step ${version} failed: ${failureOf(caught).message}`,
    recovery: 'Nothing was changed. Please report this with the details.',
  };
}

/** SHA-256 over the step's version and SQL for one engine, in hex. Line endings are normalised first: a checkout may change them. */
function checksumOf(migration: Migration, engine: Store['engine']): string {
  const text = `${migration.version}\n${migration.up[engine]}\n${migration.down[engine]}`.replaceAll(
    '\r\n',
    '\n',
  );
  return createHash('sha256').update(text).digest('hex');
}

async function readHistory(db: Kysely<Schema>): Promise<readonly AppliedMigration[]> {
  const rows = await db.selectFrom('schema_version').selectAll().orderBy('version').execute();
  return rows.map((row) => ({
    version: row.version,
    name: row.name,
    checksum: row.checksum,
    appliedAt: row.applied_at,
    durationMs: row.duration_ms,
  }));
}
