import { sql } from 'kysely';
import type { SchemaSession } from '../schema-access.ts';

/** Does work inside the transaction and takes it back, whatever becomes of it. */
export async function tryOut<T>({ store, db }: SchemaSession, work: () => Promise<T>): Promise<T> {
  await sql`savepoint trial`.execute(db);
  try {
    return await work();
  } finally {
    // After a full disk SQLite has taken the whole transaction back.
    if (store.engine === 'postgresql' || store.connection.inTransaction) {
      await sql`rollback to savepoint trial`.execute(db);
      await sql`release savepoint trial`.execute(db);
    }
  }
}

/** Does work inside the transaction. Where it fails it alone is taken back, and the transaction goes on; the error is returned. */
export async function attempt(
  { store, db }: SchemaSession,
  work: () => Promise<void>,
): Promise<Error | null> {
  await sql`savepoint attempt`.execute(db);
  try {
    await work();
    await sql`release savepoint attempt`.execute(db);
    return null;
  } catch (caught) {
    if (store.engine === 'sqlite' && !store.connection.inTransaction) throw caught;
    await sql`rollback to savepoint attempt`.execute(db);
    await sql`release savepoint attempt`.execute(db);
    return caught instanceof Error ? caught : new Error(String(caught), { cause: caught });
  }
}
