import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { KnowledgeError } from '../failure.ts';
import { examineBackup } from './verify-backup.ts';

/** Backups that were found whole, by path, with what would be different about a file that has been changed since. */
const foundWhole = new Map<string, string>();

/**
 * Makes sure that entries can be taken from a backup: it is whole, and of a schema that this program can read, be it newer. A file that has not
 * changed since it was found whole is not looked through again, since that takes seconds for a large one and lists are asked for while one types.
 * Throws a `KnowledgeError` that says what is wrong with it.
 */
export async function requireReadable(path: string): Promise<void> {
  const [file, mark] = [resolve(path), markOf(path)];
  if (mark !== null && foundWhole.get(file) === mark) return;
  const { ok, kind, problems, contents } = await examineBackup(path);
  if (!ok && !(kind === 'newer-file' && contents?.compatibility === 'read-only')) {
    throw new KnowledgeError({
      kind: kind ?? 'corrupt-file',
      message: `Nothing can be taken from ${path}. ${problems.join(' ')}`,
      recovery: 'Your knowledge base was not changed. Choose another backup.',
    });
  }
  if (mark !== null) foundWhole.set(file, mark);
}

function markOf(path: string): string | null {
  const found = statSync(path, { throwIfNoEntry: false, bigint: true });
  return found === undefined ? null : [found.size, found.mtimeNs, found.ctimeNs, found.ino].join(' ');
}
