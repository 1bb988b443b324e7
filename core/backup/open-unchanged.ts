import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { KnowledgeError } from '../failure.ts';
import { copyForReading } from '../store/copy-for-reading.ts';
import { openSqlite } from '../store/open-sqlite.ts';
import { closeStore, type SqliteStore } from '../store/store.ts';

/** A file opened for reading, and what closes it and takes away what reading it needed. */
export interface OpenedFile {
  readonly store: SqliteStore;
  /** What others can open for reading meanwhile: the file itself, or the copy of it that had to be made. */
  readonly file: string;
  readonly close: () => Promise<void>;
}

/**
 * Opens a database file, such as a backup, so that neither it nor its folder is changed. A copy of a database that was in use still wants a
 * write-ahead log, which even reading would make beside it; such a file is read from a temporary copy.
 * Throws a `KnowledgeError` as `openSqlite` does.
 */
export async function openUnchanged(path: string): Promise<OpenedFile> {
  if (!readingLeavesTraces(path)) {
    const store = openSqlite(path, { readOnly: true });
    return { store, file: path, close: () => closeStore(store) };
  }
  const copy = copyForReading(path);
  try {
    const store = openSqlite(copy.file);
    const close = async (): Promise<void> => {
      await closeStore(store);
      copy.remove();
    };
    return { store: { ...store, path }, file: copy.file, close };
  } catch (caught) {
    copy.remove();
    throw naming(caught, copy.file, path);
  }
}

/** Nobody knows the copy, so what is said of it is said of the file. */
function naming(caught: unknown, copy: string, path: string): unknown {
  if (!(caught instanceof KnowledgeError)) return caught;
  const { failure } = caught;
  return new KnowledgeError(
    { ...failure, message: failure.message.replaceAll(copy, path) },
    { cause: caught },
  );
}

/** Where there is a `-shm` the file is in use: it is read in place, as any other reader would. */
function readingLeavesTraces(path: string): boolean {
  if (existsSync(`${path}-shm`)) return false;
  return holdsBytes(`${path}-wal`) || holdsBytes(`${path}-journal`) || wantsLog(path);
}

function holdsBytes(path: string): boolean {
  return (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0;
}

/** Bytes 18 and 19 of a SQLite file are 2 where it is to be read with a write-ahead log. What cannot be read is left to SQLite to name. */
function wantsLog(path: string): boolean {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return false;
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    return false;
  }
  try {
    const header = Buffer.alloc(20);
    return readSync(file, header, 0, 20, 0) === 20 && (header[18] === 2 || header[19] === 2);
  } catch {
    return false;
  } finally {
    closeSync(file);
  }
}
