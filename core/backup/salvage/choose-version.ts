import type Sqlite from 'better-sqlite3';
import { latestVersion, migrations } from '../../../migrations/index.ts';
import type { Migration } from '../../../migrations/migration.ts';
import { KnowledgeError } from '../../failure.ts';
import { newestReleased } from '../../upgrade/applied-steps.ts';
import { scriptFacts } from '../../upgrade/script-facts.ts';
import { versionNumber } from '../../upgrade/version-number.ts';
import { isDamage, type SchemaObject } from './schema-objects.ts';

interface Evidence {
  readonly connection: Sqlite.Database;
  readonly schema: readonly SchemaObject[];
  /** Of the file's header; 0 where it says nothing. */
  readonly userVersion: number;
}

/**
 * The schema version at which a damaged file stood: by its own account of it, by its header, by the tables that it has. Where nothing is left of any, it
 * is null: the newest has a place for every row that may still be found.
 * Throws a `KnowledgeError` of kind newer-file where this program does not know it.
 */
export function chooseVersion({ connection, schema, userVersion }: Evidence): string | null {
  const applied = appliedVersions(connection).filter((version) => /^00\d-[a-z0-9-]+$/.test(version));
  const number = newestReleased(applied.map((version) => ({ version })));
  if (number > versionNumber(latestVersion)) throw newer(applied.toSorted().at(-1) ?? '');
  const tables = new Set(schema.map(({ name }) => name));
  return (
    released(number) ??
    released(userVersion) ??
    migrations.findLast((step) => madeTables(step).every((table) => tables.has(table)))?.version ??
    null
  );
}

function appliedVersions(connection: Sqlite.Database): readonly string[] {
  try {
    return connection.prepare('SELECT version FROM schema_version').pluck().all().map(String);
  } catch (caught) {
    if (isDamage(caught)) return [];
    throw caught;
  }
}

function released(number: number): string | undefined {
  return migrations.find(({ version }) => versionNumber(version) === number)?.version;
}

function madeTables({ up }: Migration): readonly string[] {
  return scriptFacts(up.sqlite, 'sqlite').tables;
}

function newer(version: string): KnowledgeError {
  return new KnowledgeError({
    kind: 'newer-file',
    message: `The damaged file stands at schema ${version}, and this program knows schemas up to ${latestVersion}.`,
    recovery: 'Nothing was written. Salvage it with the newer Abendbook that upgraded it.',
  });
}
