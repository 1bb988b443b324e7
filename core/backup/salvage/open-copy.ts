import { createRequire } from 'node:module';
import type Sqlite from 'better-sqlite3';
import { isDamage } from './schema-objects.ts';

/** Opens the copy of a damaged file for reading, so that SQLite takes what it can of its schema and looks twice at each page. */
export function openCopy(path: string): Sqlite.Database {
  const connection = new (sqlite())(path, { readonly: true });
  // Only so it passes over the parts of a schema that it cannot understand.
  connection.unsafeMode(true);
  connection.pragma('writable_schema = ON');
  connection.pragma('cell_size_check = ON');
  connection.pragma('trusted_schema = OFF');
  connection.defaultSafeIntegers(true);
  return connection;
}

/** Lets SQLite put back what a transaction that never ended had changed, from the journal beside the copy. */
export function undoJournal(path: string): void {
  const connection = new (sqlite())(path);
  try {
    connection.pragma('schema_version');
  } catch (caught) {
    if (!isDamage(caught)) throw caught;
  } finally {
    connection.close();
  }
}

function sqlite(): typeof Sqlite {
  return createRequire(import.meta.url)('better-sqlite3') as typeof Sqlite;
}
