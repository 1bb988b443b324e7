import { sql } from 'kysely';
import { KnowledgeError, type Failure } from '../failure.ts';
import { sqliteFailure } from '../store/sqlite-failure.ts';
import { databaseName, inTransaction, type Store } from '../store/store.ts';
import { isBookkeeping } from './bookkeeping.ts';
import type { SchemaSession } from './schema-access.ts';

/** `Aben` in ASCII: the number under which PostgreSQL knows the right to migrate. */
const advisoryLock = 0x4162656e;

/** How long a server is asked to wait for others to let go of a table, in ms. */
const lockTimeoutMs = 10_000;

/**
 * Runs work on the schema in one transaction, while no other process migrates or writes. Both engines take the lock back with its owner, so
 * a process that is killed leaves none behind. Errors of the engine that a user can do something about become a `KnowledgeError`.
 */
export async function withMigrationLock<T>(
  store: Store,
  work: (session: SchemaSession) => Promise<T>,
): Promise<T> {
  try {
    return await inTransaction(store, async (db) => {
      const session: SchemaSession = { store, db };
      if (store.engine === 'postgresql') await lockServer(session);
      return work(session);
    });
  } catch (caught) {
    const failure = engineFailure(store, caught);
    throw failure === null ? caught : new KnowledgeError(failure, { cause: caught });
  }
}

/** Others may go on reading. A row that they added meanwhile would look like one that a step made. */
async function lockServer({ db }: SchemaSession): Promise<void> {
  await sql.raw(`set local lock_timeout = ${lockTimeoutMs}`).execute(db);
  await sql`select pg_advisory_xact_lock(${advisoryLock})`.execute(db);
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class
    where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') order by relname`.execute(
    db,
  );
  const tables = rows.map(({ name }) => name).filter((name) => !isBookkeeping(name));
  if (tables.length === 0) return;
  await sql`lock table ${sql.join(tables.map((name) => sql.id(name)))} in share row exclusive mode`.execute(
    db,
  );
}

/** The failure that an error of the engine stands for; null where a user can do nothing about it. */
export function engineFailure(store: Store, caught: unknown): Failure | null {
  if (store.engine === 'sqlite') return sqliteFailure(caught, store.path);
  if (!(caught instanceof Error) || !('code' in caught) || typeof caught.code !== 'string') return null;
  const lockNotAvailable = '55P03';
  const deadlock = '40P01';
  if (caught.code !== lockNotAvailable && caught.code !== deadlock) return null;
  return {
    kind: 'locked-file',
    message: `${databaseName(store)} is in use by another program.`,
    recovery: 'Nothing was changed. Wait until the other program has finished, and try again.',
  };
}
