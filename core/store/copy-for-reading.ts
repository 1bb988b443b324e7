import { constants, copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KnowledgeError } from '../failure.ts';

export interface TemporaryCopy {
  readonly file: string;
  remove(): void;
}

/**
 * Copies a database that cannot be read where it is, with its log, to a folder of its own among the temporary files. Throws a `KnowledgeError` of kind
 * read-only-file where that fails, too.
 */
export function copyForReading(path: string): TemporaryCopy {
  const folder = mkdtempSync(join(tmpdir(), 'abendbook-reading-'));
  const file = join(folder, 'knowledge.db');
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    for (const suffix of ['', '-wal', '-journal'])
      if (existsSync(path + suffix)) copyFileSync(path + suffix, file + suffix, constants.COPYFILE_FICLONE);
  } catch (caught) {
    remove();
    throw new KnowledgeError(
      {
        kind: 'read-only-file',
        message: `${path} cannot be read where it is, since its folder cannot be written, and copying it to ${folder} failed: ${caught instanceof Error ? caught.message : String(caught)}.`,
        recovery: 'It was not changed. Copy it to a folder that you may write to, and open it there.',
      },
      { cause: caught },
    );
  }
  return { file, remove };
}
