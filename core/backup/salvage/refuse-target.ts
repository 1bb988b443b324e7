import { existsSync, statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { KnowledgeError } from '../../failure.ts';

const besides = ['', '-wal', '-journal'] as const;

/** Refuses to salvage into a file that is there already, or beside one that SQLite would take for a part of it. */
export function refuseTaken(target: string): void {
  const taken = besides.map((suffix) => target + suffix).find((path) => existsSync(path));
  if (taken === undefined) return;
  throw new KnowledgeError({
    kind: 'file-exists',
    message: `${taken} is there already.`,
    recovery: 'Nothing was written. Choose another name for the new file.',
  });
}

/** Refuses what is no file that could be read. */
export function requireSource(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isFile()) return;
  throw new KnowledgeError({
    kind: 'file-missing',
    message: `There is no file at ${path}.`,
    recovery: 'Nothing was written. Check the path of the damaged file.',
  });
}

/** Refuses a folder that is not there, or has no room for a copy of the damaged file and for the new one. */
export function requireRoom(damaged: string, target: string): void {
  const folder = dirname(target);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new KnowledgeError({
      kind: 'file-missing',
      message: `There is no folder ${folder}.`,
      recovery: 'Nothing was written. Make it, or choose another one for the new file.',
    });
  }
  const size = besides
    .map((suffix) => statSync(damaged + suffix, { throwIfNoEntry: false })?.size ?? 0)
    .reduce((sum, bytes) => sum + bytes, 0);
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize >= 2 * size) return;
  const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1_000_000).toLocaleString('en')} MB`;
  throw new KnowledgeError({
    kind: 'disk-full',
    message: `Salvaging needs ${megabytes(2 * size)} in ${folder}, and ${megabytes(bavail * bsize)} are free.`,
    recovery: 'The damaged file was not touched. Free some space, or choose a folder on another disk.',
  });
}
