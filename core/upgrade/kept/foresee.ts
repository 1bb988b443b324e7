import { createRequire } from 'node:module';
import type Sqlite from 'better-sqlite3';
import { sql } from 'kysely';
import type { SqliteStore } from '../../store/store.ts';
import { runScript, type SchemaSession } from '../schema-access.ts';
import { scriptFacts } from '../script-facts.ts';
import { tryOut } from './savepoint.ts';
import { readShape, shapeOf, type SchemaShape } from './schema-shape.ts';
import { readSqliteShape } from './sqlite-shape.ts';

/** How a table's rows are to be watched: by marks that are set as they change, or by comparing them with a copy. */
export type Watching = 'mark' | 'compare';

/** What a script will do. */
export interface Foresight {
  /** The tables as they are and as they will be. */
  readonly before: SchemaShape;
  readonly after: SchemaShape;
  /** Tables that stay and whose rows it may change. */
  readonly suspects: ReadonlyMap<string, Watching>;
}

/** Finds out what a script will do to the schema, and to which tables' rows it may do something. Nothing is changed. */
export async function foresee(session: SchemaSession, script: string): Promise<Foresight> {
  return session.store.engine === 'sqlite'
    ? foreseeOnSqlite(session.store, script)
    : foreseeOnPostgres(session, script);
}

/** SQLite runs the script on a copy of the schema without any rows. */
function foreseeOnSqlite(store: SqliteStore, script: string): Foresight {
  const Database = createRequire(import.meta.url)('better-sqlite3') as typeof Sqlite;
  const clone = new Database(':memory:');
  try {
    const definitions = store.connection
      .prepare(
        `SELECT m.sql FROM sqlite_master m LEFT JOIN pragma_table_list(m.name) l ON m.type = 'table' AND l.schema = 'main'
         WHERE m.sql IS NOT NULL AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND l.type IS NOT 'shadow' ORDER BY m.rowid`,
      )
      .pluck()
      .all() as string[];
    for (const definition of definitions) clone.exec(definition);
    const former = shapeOf(readSqliteShape(clone));
    clone.exec(script);
    const after = shapeOf(readSqliteShape(clone));
    const before = shapeOf(readSqliteShape(store.connection));
    const changesRows = scriptFacts(script, 'sqlite').changesRows;
    const suspects = staying(former, after, (name, isAnew) => {
      if (isAnew) return 'compare';
      // Dropping a table removes its rows, which references may act upon.
      const pointsToDropped = former.get(name)?.foreignKeys.some(({ parent }) => !after.has(parent));
      return changesRows || pointsToDropped ? 'mark' : null;
    });
    return { before, after, suspects };
  } finally {
    clone.close();
  }
}

/** PostgreSQL runs it on the database itself and takes it back. It counts the changed rows of each table, unless it was told not to count. */
async function foreseeOnPostgres(session: SchemaSession, script: string): Promise<Foresight> {
  const { db } = session;
  const counts = async (): Promise<ReadonlyMap<string, string>> => {
    const { rows } = await sql<{ name: string; changes: string }>`
      select relname as name, concat_ws(' ', n_tup_ins, n_tup_upd, n_tup_del) as changes
      from pg_stat_xact_user_tables where schemaname = current_schema()`.execute(db);
    return new Map(rows.map(({ name, changes }) => [name, changes]));
  };
  const { rows } = await sql<{
    counts: string;
  }>`select current_setting('track_counts') as counts`.execute(db);
  const isCounting = rows[0]?.counts === 'on';
  const before = await readShape(session);
  return tryOut(session, async () => {
    const start = await counts();
    await runScript(session.store, db, script);
    const after = await readShape(session);
    const end = await counts();
    const none = '0 0 0';
    const suspects = staying(before, after, (name, isAnew) => {
      const isChanged = (start.get(name) ?? none) !== (end.get(name) ?? none);
      return isAnew || isChanged || !isCounting ? 'compare' : null;
    });
    return { before, after, suspects };
  });
}

function staying(
  before: SchemaShape,
  after: SchemaShape,
  watching: (name: string, isAnew: boolean) => Watching | null,
): ReadonlyMap<string, Watching> {
  const suspects = new Map<string, Watching>();
  for (const [name, table] of after) {
    const former = before.get(name);
    const how = former === undefined ? null : watching(name, former.storage !== table.storage);
    if (how !== null) suspects.set(name, how);
  }
  return suspects;
}
