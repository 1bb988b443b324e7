import { statSync } from 'node:fs';
import { latestVersion } from '../../migrations/index.ts';
import { KnowledgeError } from '../failure.ts';
import { sqliteFailure } from '../store/sqlite-failure.ts';
import { compatibility, readAppliedSteps } from '../upgrade/applied-steps.ts';
import { countTables } from './check-structure.ts';
import { findProblems } from './find-problems.ts';
import { openUnchanged } from './open-unchanged.ts';

/** What a database file holds, as read from the file itself. */
export interface FileContents {
  readonly version: string;
  /** What this program may do with it. */
  readonly compatibility: ReturnType<typeof compatibility>;
  /** The newest schema version that this program knows. */
  readonly latest: string;
  readonly entries: number;
  /** Rows of each table. */
  readonly counts: Readonly<Record<string, number>>;
}

/**
 * Looks a database file through, which it does not change, nor leaves anything beside: its structure, its references, its counts.
 * Throws a `KnowledgeError` that says what it is instead, where it is no sound knowledge base.
 */
export async function inspectFile(path: string): Promise<FileContents> {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw missing(path);
  if (!found.isFile()) throw foreign(`${path} is not a file.`);
  if (found.size === 0) throw foreign(`${path} is empty: it has no bytes at all.`);
  try {
    return await readContents(path);
  } catch (caught) {
    const failure = sqliteFailure(caught, path);
    throw failure === null ? caught : new KnowledgeError(failure, { cause: caught });
  }
}

async function readContents(path: string): Promise<FileContents> {
  const { store, file, close } = await openUnchanged(path);
  try {
    const { structure } = await findProblems(file, false);
    if (structure[0] !== undefined) throw damaged(path, structure[0]);
    const applied = await readAppliedSteps({ store, db: store.db });
    const version = applied.at(-1)?.version;
    if (version === undefined) throw foreign(`${path} has no knowledge base in it.`);
    const counts = countTables(store.connection);
    return {
      version,
      compatibility: compatibility(applied, latestVersion),
      latest: latestVersion,
      entries: counts['kb_entries'] ?? 0,
      counts,
    };
  } finally {
    await close();
  }
}

function missing(path: string): KnowledgeError {
  return new KnowledgeError({
    kind: 'file-missing',
    message: `There is no file at ${path}.`,
    recovery: 'Nothing was changed. Check the path, or choose another backup.',
  });
}

function foreign(message: string): KnowledgeError {
  return new KnowledgeError({
    kind: 'foreign-file',
    message,
    recovery: 'Nothing was changed. Choose another backup.',
  });
}

function damaged(path: string, problem: string): KnowledgeError {
  return new KnowledgeError({
    kind: 'corrupt-file',
    message: `${path} is damaged: ${problem.replace(/\.$/, '')}.`,
    recovery: 'It was not changed. Choose another backup.',
  });
}
