import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  statSync,
  type Stats,
} from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { databaseSuffixes, recordPath } from '../../backup/restore-record.ts';
import { KnowledgeError, type FailureKind } from '../../failure.ts';
import { upgradeRecordPath } from '../../upgrade/upgrade-record.ts';
import type { ExportFormat, ExportRequest } from '../transfer-types.ts';
import { isDraft } from './draft.ts';
import { listName } from './exported-files.ts';

/** Where an export goes. */
export interface Target {
  /** As the user knows it. */
  readonly path: string;
  /** The same without links in it. */
  readonly real: string;
  readonly format: ExportFormat;
}

const endings: Readonly<Record<string, ExportFormat>> = {
  '.json': 'json',
  '.ndjson': 'ndjson',
  '.jsonl': 'ndjson',
  '.csv': 'csv',
};

/**
 * Looks at where an export is to go, and refuses what would replace anything that is not to be replaced. `database` is the file of the knowledge base, or null for one on
 * a server. Throws a `KnowledgeError` of kind file-missing, file-exists or invalid-request.
 */
export function findTarget(request: ExportRequest, database: string | null): Target {
  if (request.path.trim() === '' || request.path.includes('\0'))
    throw refusal('invalid-request', 'It was not said where to export to.', 'Give the path of a file.');
  const path = resolve(request.path);
  const format = request.format ?? endings[extname(path).toLowerCase()] ?? 'json';
  const folder = dirname(path);
  if (!isFolder(folder)) {
    throw refusal('file-missing', `There is no folder ${folder}.`, 'Make the folder, or choose another.');
  }
  const real = existsSync(path) ? realpathSync(path) : join(realpathSync(folder), basename(path));
  if (database !== null) refuseDatabase(path, real, database);
  refuseTaken({ path, real, format }, request.overwrite ?? false);
  return { path, real, format };
}

/** Refuses what is at the target now, unless it may be replaced. Throws a `KnowledgeError` of kind file-exists. */
export function refuseTaken({ path, real, format }: Target, overwrite: boolean): void {
  const found = statSync(real, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (format === 'markdown') refuseFolder(path, found, overwrite);
  else refuseFile(path, found, overwrite);
}

function refuseFile(path: string, found: Stats, overwrite: boolean): void {
  if (found.isDirectory())
    throw taken(
      `${path} is a folder.`,
      'Give the name of a file, or choose Markdown, which is a folder of files.',
    );
  if (!found.isFile()) throw taken(`${path} is not an ordinary file.`, 'Choose another name.');
  if (!overwrite)
    throw taken(`There is a file ${path} already.`, 'Choose another name, or allow it to be replaced.');
  if (isDatabase(path))
    throw taken(`${path} is a database, and an export never replaces one.`, 'Choose another name.');
}

function refuseFolder(path: string, found: Stats, overwrite: boolean): void {
  if (!found.isDirectory())
    throw taken(`${path} is a file, and Markdown is exported to a folder.`, 'Choose another name.');
  const names = readdirSync(path).filter((name) => !isDraft(name) && !unimportant.has(name.toLowerCase()));
  if (names.length === 0) return;
  if (!names.includes(listName)) {
    throw taken(
      `The folder ${path} holds files that no export wrote, such as ${names.toSorted()[0] ?? ''}.`,
      'Choose an empty folder, or a name that is not there yet.',
    );
  }
  if (!overwrite)
    throw taken(
      `The folder ${path} holds an export already.`,
      'Choose another, or allow its files to be replaced.',
    );
}

/** Systems put these into folders by themselves. */
const unimportant: ReadonlySet<string> = new Set(['.ds_store', 'thumbs.db', 'desktop.ini']);

/** The knowledge base itself, and what belongs to it. */
function refuseDatabase(path: string, real: string, database: string): void {
  const own = existsSync(database) ? realpathSync(database) : resolve(database);
  const files = [...databaseSuffixes.map((suffix) => own + suffix), recordPath(own), upgradeRecordPath(own)];
  const isOwn = files.some((file) => file.toLowerCase() === real.toLowerCase() || isSameFile(file, real));
  if (!isOwn) return;
  throw taken(`${path} belongs to the knowledge base that is open.`, 'Choose another name.');
}

function isSameFile(one: string, other: string): boolean {
  const [first, second] = [one, other].map((path) => statSync(path, { throwIfNoEntry: false, bigint: true }));
  return first !== undefined && first.ino === second?.ino && first.dev === second.dev;
}

function isDatabase(path: string): boolean {
  const beginning = Buffer.alloc(16);
  const file = openSync(path, 'r');
  try {
    return readSync(file, beginning) === 16 && beginning.equals(Buffer.from('SQLite format 3\0'));
  } finally {
    closeSync(file);
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function taken(message: string, recovery: string): KnowledgeError {
  return refusal('file-exists', message, recovery);
}

function refusal(kind: FailureKind, message: string, recovery: string): KnowledgeError {
  return new KnowledgeError({ kind, message, recovery: `Nothing was written. ${recovery}`, field: 'path' });
}
