import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { KnowledgeError } from '../failure.ts';
import type { Schema } from './schema.ts';
import type { PostgresStore } from './store.ts';

/** The type ids (pg_type.oid) whose values come back as text from the driver, although they fit a number here. */
const int8 = 20;

/**
 * Opens a PostgreSQL database by its URL (`postgresql://user:password@host:port/database`).
 * Throws a `KnowledgeError` of kind server-unreachable, whose text never holds the password.
 */
export async function openPostgres(url: string): Promise<PostgresStore> {
  const name = withoutPassword(url);
  const pool = new pg.Pool({
    connectionString: url,
    max: 8,
    connectionTimeoutMillis: 10_000,
    types: {
      getTypeParser: (id: number, format?: 'text' | 'binary') =>
        id === int8 ? Number : pg.types.getTypeParser(id, format ?? 'text'),
    },
  });
  // A connection that breaks while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  try {
    await pool.query('SELECT 1');
  } catch (caught) {
    await pool.end();
    throw new KnowledgeError(
      {
        kind: 'server-unreachable',
        message: `The PostgreSQL server ${name} cannot be used: ${caught instanceof Error ? caught.message || caught.name : String(caught)}.`,
        recovery: 'Check the host, port, database and login. Nothing was changed.',
      },
      { cause: caught },
    );
  }
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  return { engine: 'postgresql', name, db, pool };
}

/** The URL as it may be shown and logged. */
export function withoutPassword(url: string): string {
  try {
    const parsed = new URL(url);
    if (parsed.password) parsed.password = '';
    return parsed.href;
  } catch {
    return 'with an unreadable URL';
  }
}
