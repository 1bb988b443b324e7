import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type Sqlite from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { KnowledgeError } from '../failure.ts';
import { copyForReading } from './copy-for-reading.ts';
import { makeFolder } from './make-folder.ts';
import { requireRuntime } from './runtime.ts';
import type { Schema } from './schema.ts';
import { naming, sqliteFailure } from './sqlite-failure.ts';
import type { SqliteStore } from './store.ts';

/** `Aben` in ASCII, in the header of every database of this program (PRAGMA application_id). */
export const applicationId = 0x4162656e;

/** How long a statement waits for another process's lock, in ms. */
const busyTimeoutMs = 5_000;

/** To so many bytes the write-ahead log is cut once it has been folded in: an upgrade may have made it as large as the file. */
const largestIdleLog = 64_000_000;

export interface OpenSqliteOptions {
  readonly readOnly?: boolean;
  /** Make the file and its folder where they are missing. */
  readonly create?: boolean;
}

/**
 * Opens a SQLite file, or makes an empty one.
 *
 * The file is looked at before anything is written to it: one that another program made is refused untouched. Commits are flushed to the
 * disk (`synchronous = FULL`), since a reopened write-ahead log would otherwise lose the last ones in a power cut. To be read only, a file whose folder
 * cannot be written is copied first, since SQLite needs to write beside it even then.
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
  if (exists && statSync(path).isDirectory()) {
    throw new KnowledgeError({
      kind: 'file-missing',
      message: `${path} is a folder, and a knowledge base is a file.`,
      recovery: 'Nothing was changed. Choose the file in it.',
    });
  }
  return naming(path, () => {
    try {
      return connect(path, path, options);
    } catch (caught) {
      const isFull = sqliteFailure(caught, path)?.kind === 'disk-full';
      if (!exists || !(isFull || wantsToWriteBeside(caught)) || !isReadable(path)) throw caught;
      if (readOnly) return openCopy(path);
      throw isFull ? caught : onlyReadable(path, caught);
    }
  });
}

function onlyReadable(path: string, cause: unknown): KnowledgeError {
  return new KnowledgeError(
    {
      kind: 'read-only-file',
      message: `${path} can be read but not written, or its folder cannot be written.`,
      recovery: 'Nothing was changed. Check the permissions of both, or open it for reading only.',
    },
    { cause },
  );
}

/** Opens `file` as the database that the user knows by `path`. */
function connect(
  path: string,
  file: string,
  { readOnly = false, create = false }: OpenSqliteOptions,
): SqliteStore {
  const Database = createRequire(import.meta.url)('better-sqlite3') as typeof Sqlite;
  const connection = new Database(file, { readonly: readOnly, timeout: busyTimeoutMs });
  try {
    refuseForeign(connection, path, create);
    if (!readOnly) {
      connection.pragma('journal_mode = WAL');
      connection.pragma('synchronous = FULL');
      connection.pragma(`journal_size_limit = ${largestIdleLog}`);
    }
    connection.pragma('foreign_keys = ON');
    connection.pragma('cache_size = -32000');
  } catch (caught) {
    connection.close();
    throw caught;
  }
  const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database: connection }) });
  return { engine: 'sqlite', path, readOnly, db, connection, copy: null };
}

/** SQLite could not read a write-ahead log, or undo what a killed program left half done, without writing. */
function wantsToWriteBeside(caught: unknown): boolean {
  if (!(caught instanceof Error) || !('code' in caught) || typeof caught.code !== 'string') return false;
  return caught.code.startsWith('SQLITE_CANTOPEN') || caught.code.startsWith('SQLITE_READONLY');
}

function isReadable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** Opens a copy of a database, which goes when it is closed. */
function openCopy(path: string): SqliteStore {
  const copy = copyForReading(path);
  try {
    const store = connect(path, copy.file, {});
    store.connection.pragma('query_only = ON');
    return { ...store, readOnly: true, copy };
  } catch (caught) {
    copy.remove();
    throw caught;
  }
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
  const tables = connection.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table'`).pluck().all();
  if (id === applicationId && tables.includes('schema_version')) return;
  if ((id === 0 || id === applicationId) && tables.length === 0) {
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
