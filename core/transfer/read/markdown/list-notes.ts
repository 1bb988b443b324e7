import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readingFailure, sourceFailure } from '../source-failure.ts';

/** More files are no collection of notes. */
export const mostFiles = 200_000;
const deepestFolder = 64;

export interface ListedNote {
  readonly path: string;
  /** Below the folder, with slashes. */
  readonly where: string;
  readonly sizeBytes: number;
  /** A link to another place, which is not followed. */
  readonly isLink: boolean;
}

/** The Markdown files in a folder and the folders in it, in the order of their names; what is hidden is left out. */
export async function listNotes(folder: string): Promise<readonly ListedNote[]> {
  const notes: ListedNote[] = [];
  await walk(folder, '', 0, notes);
  return notes;
}

async function walk(folder: string, prefix: string, depth: number, notes: ListedNote[]): Promise<void> {
  if (depth > deepestFolder)
    throw tooMuch(folder, `folders are nested more than ${deepestFolder} levels deep`);
  const found = await readdir(folder, { withFileTypes: true }).catch((caught: unknown) => {
    throw readingFailure(caught, folder);
  });
  for (const item of found.toSorted((one, other) => (one.name < other.name ? -1 : 1))) {
    if (item.name.startsWith('.')) continue;
    const path = join(folder, item.name);
    const where = prefix + item.name;
    if (item.isDirectory()) await walk(path, `${where}/`, depth + 1, notes);
    else if (isMarkdownName(item.name) && (item.isFile() || item.isSymbolicLink())) {
      const { size } = await lstat(path);
      notes.push({ path, where, sizeBytes: size, isLink: item.isSymbolicLink() });
      if (notes.length > mostFiles)
        throw tooMuch(folder, `there are more than ${mostFiles.toLocaleString('en')} files`);
    }
  }
}

export function isMarkdownName(name: string): boolean {
  return /\.(?:md|markdown)$/iu.test(name);
}

function tooMuch(folder: string, what: string): Error {
  return sourceFailure('invalid-file', `${folder} cannot be read: ${what}.`, 'Import it in parts.');
}
