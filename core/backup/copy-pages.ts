import { setImmediate } from 'node:timers/promises';
import type { Cancellation } from '../search/cancellation.ts';
import { stopIfAborted } from '../search/cancellation.ts';
import { KnowledgeError } from '../failure.ts';
import { openSqlite } from '../store/open-sqlite.ts';
import { closeStore } from '../store/store.ts';

/** Pages copied at a time; between two pieces the thread does whatever else waits, and a cancellation is noticed. */
const pagesAtATime = 4_096;

export interface CopyPages {
  /** A database that may be in use. */
  readonly from: string;
  /** A file that is not there yet. */
  readonly to: string;
}

/**
 * Copies a database as it stands at one instant into one file. It reads on a connection of its own, from a snapshot: others write meanwhile, and
 * never make it begin again.
 */
export async function copyPages(
  { from, to }: CopyPages,
  onPages: (done: number, total: number) => void,
  signal: Cancellation | undefined,
): Promise<void> {
  const source = openSqlite(from, { readOnly: true });
  try {
    source.connection.exec('BEGIN');
    source.connection.prepare('SELECT 1 FROM sqlite_master').get();
    const copied = await source.connection.backup(to, {
      progress: ({ totalPages, remainingPages }) => {
        stopIfAborted(signal);
        onPages(totalPages - remainingPages, totalPages);
        return pagesAtATime;
      },
    });
    // better-sqlite3 reports success and no pages when source or destination is locked.
    if (copied.totalPages === 0 || copied.remainingPages > 0) throw locked();
  } finally {
    await closeStore(source);
  }
  await setImmediate();
  await makeSelfContained(to);
}

/** Takes the copy out of write-ahead mode, so that it is one file that can be read without writing beside it. */
async function makeSelfContained(path: string): Promise<void> {
  const copy = openSqlite(path);
  try {
    copy.connection.pragma('journal_mode = DELETE');
  } finally {
    await closeStore(copy);
  }
}

function locked(): KnowledgeError {
  return new KnowledgeError({
    kind: 'locked-file',
    message: 'The backup could not be made, since the database was locked the whole time.',
    recovery: 'Your knowledge base was not changed. Close the other program that uses it, and try again.',
  });
}
