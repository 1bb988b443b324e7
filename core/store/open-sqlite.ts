import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type Sqlite from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { KnowledgeError } from '../failure.ts';
import { makeFolder } from './make-folder.ts';
import { requireRuntime } from './runtime.ts';
import type { Schema } from './schema.ts';
import { naming } from './sqlite-failure.ts';
import type { SqliteStore } from './store.ts';

/** `Aben` in ASCII, in the header of every database of this program (PRAGMA application_id). */
export const applicationId = 0x4162656e;

/** How long a statement waits for another process's lock, in ms. */
const busyTimeoutMs = 5_000;

export interface OpenSqliteOptions {
  readonly readOnly?: boolean;
  /** Make the file and its folder where they are missing. */
  readonly create?: boolean;
}

/**
 * Opens a SQLite file, or makes an empty one.
 *
 * The file is looked at before anything is written to it: one that another program made is refused untouched. Commits are flushed to the
 * disk (`synchronous = FULL`), since a reopened write-ahead log would otherwise lose the last ones in a power cut.
 * Throws a `KnowledgeError` of kind file-missing, foreign-file, corrupt-file, locked-file, read-only-file or unsupported-runtime.
 */
export function openSqlite(path: string, options: OpenSqliteOptions = {}): SqliteStore {
  requireRuntime();
  const readOnly = options.readOnly ?? false;
  const exists = existsSync(path);
  if (!exists && (readOnly || !options.create)) {
    throw new KnowledgeError({
      kind: 'file-missing',
      message: `There is no knowledge base at ${path}.`,
      recovery: 'Check the path, or create one there with: kb init',
    });
  }
  if (!exists) makeHome(dirname(path));
  const Database = createRequire(import.meta.url)('better-sqlite3') as typeof Sqlite;
  const connection = naming(path, () => new Database(path, { readonly: readOnly, timeout: busyTimeoutMs }));
  try {
    naming(path, () => {
      refuseForeign(connection, path, options.create ?? false);
      if (!readOnly) {
        connection.pragma('journal_mode = WAL');
        connection.pragma('synchronous = FULL');
      }
      connection.pragma('foreign_keys = ON');
      connection.pragma('cache_size = -32000');
    });
  } catch (caught) {
    connection.close();
    throw caught;
  }
  const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database: connection }) });
  return { engine: 'sqlite', path, readOnly, db, connection };
}

function makeHome(folder: string): void {
  try {
    makeFolder(folder);
  } catch (caught) {
    throw new KnowledgeError(
      {
        kind: 'read-only-file',
        message: `The folder ${folder} cannot be made: ${caught instanceof Error ? caught.message : String(caught)}.`,
        recovery: 'Nothing was written. Choose a folder that you may write to.',
      },
      { cause: caught },
    );
  }
}

function refuseForeign(connection: Sqlite.Database, path: string, create: boolean): void {
  const id = connection.pragma('application_id', { simple: true });
  if (id === applicationId) return;
  const tables = connection.prepare('SELECT count(*) FROM sqlite_master').pluck().get();
  if (id === 0 && tables === 0) {
    if (create) return;
    throw new KnowledgeError({
      kind: 'foreign-file',
      message: `${path} is an empty file, without a knowledge base in it.`,
      recovery: 'Nothing was changed. Check the path, or restore a backup there.',
    });
  }
  throw new KnowledgeError({
    kind: 'foreign-file',
    message: `${path} is a SQLite file, but not one of Abendbook's.`,
    recovery: 'The file was not changed. Choose another file, or create a new knowledge base elsewhere.',
  });
}
