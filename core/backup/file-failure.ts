import { KnowledgeError } from '../failure.ts';

/** What was being done when the system refused it. */
interface Attempt {
  /** What cannot be written, in a few words: `a backup`, `the restored knowledge base`. */
  readonly what: string;
  readonly folder: string;
  /** What is safe, in a sentence. */
  readonly safe: string;
}

/** The system's own errors about full disks and closed folders, in words that name the folder. Anything else comes back as it was. */
export function fileFailure(caught: unknown, { what, folder, safe }: Attempt): unknown {
  if (!(caught instanceof Error) || caught instanceof KnowledgeError || !('code' in caught)) return caught;
  switch (caught.code) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'SQLITE_FULL':
    // SQLite says no more than this where the files beside a database cannot grow.
    case 'SQLITE_IOERR_WRITE':
    case 'SQLITE_IOERR_SHMSIZE':
    case 'SQLITE_IOERR_FSYNC':
      return new KnowledgeError(
        {
          kind: 'disk-full',
          message: `There is no space left in ${folder} for ${what}.`,
          recovery: `${safe} Free some space and try again.`,
        },
        { cause: caught },
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'SQLITE_CANTOPEN':
    case 'SQLITE_READONLY':
    case 'SQLITE_READONLY_DIRECTORY':
      return new KnowledgeError(
        {
          kind: 'read-only-file',
          message: `${capitalised(what)} cannot be written to ${folder}.`,
          recovery: `${safe} Check the permissions of this folder and try again.`,
        },
        { cause: caught },
      );
    default:
      return caught;
  }
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
