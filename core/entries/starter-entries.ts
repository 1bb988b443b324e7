import { readdir, readFile } from 'node:fs/promises';
import { KnowledgeError } from '../failure.ts';
import type { NewEntry, Severity } from './entry.ts';

interface StarterEntry {
  readonly id: string;
  readonly title: string;
  readonly problem: string;
  readonly solution: string;
  readonly category: string;
  readonly severity: Severity;
  readonly tags: readonly string[];
  /** What kind of source the facts come from. */
  readonly source: string;
}

/** Who wrote them, as entries show it. */
export const starterAuthor = 'Abendbook starter';

/** The entries that ship with the program, from the JSON files beside the code (and beside the bundle, once built). */
export async function readStarterEntries(
  folder = new URL('./starter/', import.meta.url),
): Promise<readonly NewEntry[]> {
  let names: readonly string[];
  try {
    names = (await readdir(folder)).filter((name) => name.endsWith('.json')).toSorted();
  } catch (caught) {
    throw new KnowledgeError(
      {
        kind: 'file-missing',
        message: `The starter knowledge base is not where it was installed: ${folder.pathname}.`,
        recovery: 'Your knowledge base was not changed. Install Abendbook again.',
      },
      { cause: caught },
    );
  }
  const files = await Promise.all(
    names.map(
      async (name) => JSON.parse(await readFile(new URL(name, folder), 'utf8')) as readonly StarterEntry[],
    ),
  );
  return files.flat().map(({ source, ...entry }) => ({
    ...entry,
    author: starterAuthor,
    metadata: { source, starter: true },
  }));
}
