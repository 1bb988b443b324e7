import { closeSync, existsSync, openSync, readSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import type Sqlite from 'better-sqlite3';
import { copyReadable } from './copy-readable.ts';
import { fileHeaderBytes, mendFileHeader, readFileHeader, type FileHeader } from './file-header.ts';
import { foldLog, LoggedOver } from './fold-log.ts';
import { readFreePages, type FreePages } from './free-pages.ts';
import { openCopy, undoJournal } from './open-copy.ts';
import type { Pace } from './pace.ts';
import { findPageSize } from './page-size.ts';
import { PageFile } from './pages.ts';
import { readLog } from './read-log.ts';
import { readSchemaObjects, type SchemaObject } from './schema-objects.ts';
import { rebuildSchemaTree } from './schema-pages.ts';

/** A damaged file's copy, with all that could be put right in it. */
export interface PreparedCopy {
  readonly connection: Sqlite.Database;
  readonly pages: PageFile;
  /** As it was before it was mended. */
  readonly header: FileHeader;
  readonly free: FreePages;
  /** Nothing where the schema cannot be read. */
  readonly schema: readonly SchemaObject[];
  /** Pages from behind the damaged place of the write-ahead log, and what they are read with; null where there are none. */
  readonly later: { readonly pages: LoggedOver; readonly numbers: readonly number[] } | null;
  /** What is wrong with the file as a whole, in sentences. */
  readonly problems: readonly string[];
  readonly close: () => void;
}

/** A schema without these is not whole. */
const always = ['schema_version', 'kb_entries', 'kb_tags', 'kb_revisions'];

/**
 * Copies a damaged file into a folder and makes of the copy one file that SQLite can open: its log folded in, its header mended, the root of its
 * schema made anew where it is lost. The damaged file is only read.
 */
export async function prepareCopy(damaged: string, folder: string, pace: Pace): Promise<PreparedCopy> {
  const path = join(folder, 'damaged.db');
  // Under a name by which SQLite would not find it.
  const log = join(folder, 'log');
  const problems: string[] = [];
  const unreadable = await copyReadable(damaged, path, pace);
  if (unreadable > 0)
    problems.push(`The disk could not read ${unreadable.toLocaleString('en')} bytes of the file.`);
  if (existsSync(`${damaged}-journal`)) {
    await copyReadable(`${damaged}-journal`, `${path}-journal`, pace);
    undoJournal(path);
  }
  const logged = existsSync(`${damaged}-wal`)
    ? await copyReadable(`${damaged}-wal`, log, pace).then(() => readLog(log, pageSizeOf(path), pace))
    : null;
  const pageSize = logged?.pageSize ?? pageSizeOf(path);
  if (logged !== null) await foldLog({ path, log, pageSize, pages: logged.committed }, pace);
  if (logged?.damaged)
    problems.push('Its write-ahead log is damaged: some of the last changes may be missing.');
  truncateSync(path, Math.max(1, Math.ceil(statSync(path).size / pageSize)) * pageSize);
  const header = headerOf(path);
  if (!header.sound) problems.push('Its header was lost, and was made anew from the rest of the file.');
  const pages = new PageFile(path, pageSize, header.reserved);
  const later = logged !== null && logged.later.size > 0 ? new LoggedOver(pages, log, logged.later) : null;
  try {
    const free = await readFreePages(pages, header, pace);
    const opened = await openSchema(path, pages, free, pace);
    if (opened.rebuilt) problems.push('The beginning of its schema was lost, and was made anew.');
    return {
      ...opened,
      pages,
      header,
      free,
      later: later === null ? null : { pages: later, numbers: [...(logged?.later.keys() ?? [])] },
      problems,
      close: () => {
        opened.connection.close();
        later?.close();
        pages.close();
      },
    };
  } catch (caught) {
    later?.close();
    pages.close();
    throw caught;
  }
}

function headerOf(path: string): FileHeader {
  const bytes = Buffer.alloc(fileHeaderBytes);
  const file = openSync(path, 'r');
  try {
    readSync(file, bytes, 0, fileHeaderBytes, 0);
  } finally {
    closeSync(file);
  }
  return readFileHeader(bytes);
}

function pageSizeOf(path: string): number {
  return findPageSize(path, headerOf(path).pageSize);
}

async function openSchema(
  path: string,
  pages: PageFile,
  free: FreePages,
  pace: Pace,
): Promise<Pick<PreparedCopy, 'connection' | 'schema'> & { readonly rebuilt: boolean }> {
  mendFirstPage(pages);
  const connection = openCopy(path);
  const schema = readSchemaObjects(connection);
  if (schema !== null && always.every((name) => schema.some((object) => object.name === name)))
    return { connection, schema, rebuilt: false };
  connection.close();
  const rebuilt = await rebuildSchemaTree(pages, free, pace);
  const again = openCopy(path);
  return { connection: again, schema: readSchemaObjects(again) ?? [], rebuilt };
}

function mendFirstPage(pages: PageFile): void {
  const first = pages.read(1);
  if (first === null) return;
  mendFileHeader(first, pages.count);
  pages.write(1, first);
}
