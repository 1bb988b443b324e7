import { KnowledgeError, type Failure } from '../failure.ts';

/** The failure that an error of SQLite stands for, or null where it is none that a user can do something about. */
export function sqliteFailure(caught: unknown, path: string): Failure | null {
  if (!(caught instanceof Error) || !('code' in caught) || typeof caught.code !== 'string') return null;
  const code = caught.code;
  if (code === 'SQLITE_NOTADB') {
    return {
      kind: 'foreign-file',
      message: `${path} is not an Abendbook database: it is not a SQLite file.`,
      recovery: 'The file was not changed. Choose another file, or restore a backup of this one.',
    };
  }
  if (code.startsWith('SQLITE_CORRUPT')) {
    return {
      kind: 'corrupt-file',
      message: `${path} is damaged: ${caught.message}.`,
      recovery:
        'The file was not changed. Copy it to a safe place before anything else, then restore a backup.',
    };
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return {
      kind: 'locked-file',
      message: `${path} is in use by another program.`,
      recovery: 'Nothing was changed. Close the other program, or wait until it has finished, and try again.',
    };
  }
  if (
    code === 'SQLITE_FULL' ||
    // Even reading a write-ahead log takes a small file beside it.
    code === 'SQLITE_IOERR_SHMSIZE' ||
    (code.startsWith('SQLITE_IOERR') && /ENOSPC|disk full/i.test(caught.message))
  ) {
    return {
      kind: 'disk-full',
      message: `There is no space left on the disk that holds ${path}.`,
      recovery: 'Your knowledge base is as it was before this step. Free some space and try again.',
    };
  }
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_PERM')) {
    return {
      kind: 'read-only-file',
      message: `${path} can be read but not written.`,
      recovery: 'Nothing was changed. Check the permissions of the file and of its folder.',
    };
  }
  if (code.startsWith('SQLITE_CANTOPEN')) {
    return {
      kind: 'file-missing',
      message: `${path} cannot be opened.`,
      recovery: 'Nothing was changed. Check that its folder exists and that you may read and write there.',
    };
  }
  return null;
}

/** Runs `work`, turning SQLite's errors into failures that name the file. */
export function naming<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (caught) {
    const failure = sqliteFailure(caught, path);
    throw failure ? new KnowledgeError(failure, { cause: caught }) : caught;
  }
}
