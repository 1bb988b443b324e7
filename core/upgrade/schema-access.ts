import { sql, type Kysely } from 'kysely';
import type { MigrationProbe } from '../../migrations/migration.ts';
import type { Schema } from '../store/schema.ts';
import type { Store } from '../store/store.ts';

/** What works on a database's schema: the open database, and the query builder in whose transaction the work is. */
export interface SchemaSession {
  readonly store: Store;
  readonly db: Kysely<Schema>;
}

/** Runs a script of several statements on the connection that `db` holds. */
export async function runScript(store: Store, db: Kysely<Schema>, script: string): Promise<void> {
  if (store.engine === 'sqlite') {
    // There is one connection, so this is inside whatever transaction `db` is in.
    const wasInTransaction = store.connection.inTransaction;
    store.connection.exec(script);
    if (wasInTransaction && !store.connection.inTransaction) {
      throw new Error('The script ended the transaction that it was to be a part of.');
    }
    return;
  }
  // Without parameters PostgreSQL's simple protocol takes several statements at once.
  await sql.raw(script).execute(db);
}

/** Lets a migration look at the schema, inside the transaction that `db` holds. */
export function migrationProbe(store: Store, db: Kysely<Schema>): MigrationProbe {
  const columnsOf = async (table: string): Promise<readonly string[]> => {
    const query =
      store.engine === 'sqlite'
        ? sql<{ name: string }>`select name from pragma_table_info(${table})`
        : sql<{ name: string }>`select column_name as name from information_schema.columns
            where table_schema = current_schema() and table_name = ${table} order by ordinal_position`;
    return (await query.execute(db)).rows.map((row) => row.name);
  };
  return {
    engine: store.engine,
    columnsOf,
    finds: async (query) => (await sql.raw(query).execute(db)).rows.length > 0,
    tableExists: async (name) => (await columnsOf(name)).length > 0,
  };
}
