import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { Client } from 'pg';
import { afterAll, afterEach, describe, inject } from 'vitest';
import { openPostgres } from '../../core/store/open-postgres.ts';
import { openSqlite } from '../../core/store/open-sqlite.ts';
import { closeStore, type Store } from '../../core/store/store.ts';
import { migrationProbe, runScript } from '../../core/upgrade/schema-access.ts';
import type { MigrationProbe, MigrationScript } from '../migration.ts';

/** A database without any schema, to run scripts on by themselves. */
export interface EmptyDatabase {
  readonly engine: Store['engine'];
  readonly probe: MigrationProbe;
  run(script: MigrationScript | string): Promise<void>;
  rows<T>(query: string): Promise<readonly T[]>;
  /** Every table, column, index, constraint, trigger and function, as text that is equal when the schemas are. */
  schema(): Promise<readonly string[]>;
}

const schemaQueries = {
  // SQLite keeps its table of counters once a table has counted.
  sqlite: [
    `SELECT type || ' ' || name || ' ' || coalesce(sql, '') AS line FROM sqlite_master WHERE name <> 'sqlite_sequence'`,
  ],
  postgresql: [
    `SELECT concat_ws(' ', table_name, column_name, ordinal_position, data_type, is_nullable, column_default, is_identity, collation_name) AS line
      FROM information_schema.columns WHERE table_schema = current_schema()`,
    `SELECT concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS line
      FROM pg_constraint WHERE connamespace = current_schema()::regnamespace`,
    `SELECT indexdef AS line FROM pg_indexes WHERE schemaname = current_schema()`,
    `SELECT concat_ws(' ', relkind, relname) AS line FROM pg_class WHERE relnamespace = current_schema()::regnamespace`,
    `SELECT concat('function ', proname) AS line FROM pg_proc WHERE pronamespace = current_schema()::regnamespace`,
    `SELECT pg_get_triggerdef(oid) AS line FROM pg_trigger WHERE NOT tgisinternal`,
  ],
} as const;

/** Runs a suite on a SQLite file and on a PostgreSQL database; `empty` makes one for a test, which is removed after it. */
export function onEmptyDatabases(
  suite: (engine: Store['engine'], empty: () => Promise<EmptyDatabase>) => void,
): void {
  describe('on SQLite', () => {
    const folder = mkdtempSync(join(tmpdir(), 'abendbook-migrations-'));
    const open: Store[] = [];
    afterEach(() => closeAll(open));
    afterAll(() => rmSync(folder, { recursive: true, force: true }));
    suite('sqlite', async () => {
      const store = openSqlite(join(folder, `${randomUUID()}.db`), { create: true });
      open.push(store);
      return over(store);
    });
  });

  describe('on PostgreSQL', () => {
    const open: Store[] = [];
    const names: string[] = [];
    afterEach(async () => {
      await closeAll(open);
      for (const name of names.splice(0)) await administer(`DROP DATABASE ${name}`);
    });
    suite('postgresql', async () => {
      const name = `test_${randomUUID().replaceAll('-', '')}`;
      await administer(`CREATE DATABASE ${name}`);
      names.push(name);
      const url = new URL(inject('postgresUrl'));
      url.pathname = `/${name}`;
      const store = await openPostgres(url.href);
      open.push(store);
      return over(store);
    });
  });
}

function over(store: Store): EmptyDatabase {
  const rows = async <T>(query: string): Promise<readonly T[]> =>
    (await sql.raw<T>(query).execute(store.db)).rows;
  return {
    engine: store.engine,
    probe: migrationProbe(store, store.db),
    rows,
    run: (script) => runScript(store, store.db, typeof script === 'string' ? script : script[store.engine]),
    schema: async () => {
      const lines: string[] = [];
      for (const query of schemaQueries[store.engine]) {
        for (const { line } of await rows<{ line: string }>(query)) lines.push(line);
      }
      return lines.toSorted();
    },
  };
}

async function closeAll(stores: Store[]): Promise<void> {
  for (const store of stores.splice(0)) await closeStore(store);
}

async function administer(statement: string): Promise<void> {
  const client = new Client({ connectionString: inject('postgresUrl') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
