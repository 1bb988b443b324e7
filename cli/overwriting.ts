import { closeSync, openSync, readSync, renameSync, rmSync, statSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { KnowledgeError } from '../core/failure.ts';

/**
 * Writes a file with `write`, in the place of whatever file is there: only once it is whole. A database is never replaced so. Where the target
 * is no file, or nothing is there, `write` decides by itself. Returns what `write` returns.
 */
export async function overwriting<R extends { readonly path: string }>(
  path: string,
  write: (path: string) => Promise<R>,
): Promise<R> {
  try {
    return await write(path);
  } catch (caught) {
    if (!(caught instanceof KnowledgeError) || caught.failure.kind !== 'file-exists') throw caught;
    if (!statSync(path).isFile() || isDatabase(path)) throw caught;
  }
  // The ending stays, since it may say the format.
  const draft = join(dirname(path), `draft-${randomBytes(4).toString('hex')}-${basename(path)}`);
  try {
    const report = await write(draft);
    renameSync(draft, path);
    return { ...report, path };
  } catch (caught) {
    rmSync(draft, { force: true });
    throw caught;
  }
}

function isDatabase(path: string): boolean {
  const file = openSync(path, 'r');
  try {
    const beginning = Buffer.alloc(16);
    readSync(file, beginning, 0, beginning.length, 0);
    return beginning.toString('latin1').startsWith('SQLite format 3');
  } finally {
    closeSync(file);
  }
}
