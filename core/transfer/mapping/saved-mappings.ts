import { createHash } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileFailure } from '../../backup/file-failure.ts';
import { KnowledgeError, unwrap } from '../../failure.ts';
import { replaceFile } from '../../store/durable-files.ts';
import { makeFolder } from '../../store/make-folder.ts';
import type { Mapping, SavedMapping } from './mapping.ts';
import { readMapping, readMappingFile } from './read-mapping.ts';

/** The mappings kept in a folder, one JSON file each, newest first. A file that is no mapping is left out. */
export async function listMappings(folder: string): Promise<readonly SavedMapping[]> {
  const names = await readdir(folder).catch((caught: unknown) => {
    // Nothing was saved so far.
    if (caught instanceof Error && 'code' in caught && caught.code === 'ENOENT') return [];
    throw fileFailure(caught, { what: 'the saved mappings', folder, safe: 'Nothing was changed.' });
  });
  const found: { saved: SavedMapping; at: number }[] = [];
  for (const name of names) {
    const one = name.endsWith('.json') ? await readSaved(join(folder, name)) : null;
    if (one !== null) found.push(one);
  }
  return found
    .toSorted((one, other) => other.at - one.at || (one.saved.name < other.saved.name ? -1 : 1))
    .map(({ saved }) => saved);
}

/** Keeps a mapping under its name, in the place of an earlier one of that name. Throws a `KnowledgeError` where it cannot be written; an earlier one is then as it was. */
export async function saveMapping(folder: string, mapping: Mapping): Promise<SavedMapping> {
  const kept = unwrap(readMapping(mapping));
  const path = join(folder, fileName(kept.name));
  try {
    makeFolder(folder);
  } catch (caught) {
    throw new KnowledgeError(
      {
        kind: 'read-only-file',
        message: `The folder ${folder} for saved mappings cannot be made: ${caught instanceof Error ? caught.message : String(caught)}.`,
        recovery: 'Nothing was changed. Check the permissions of the folder above it and try again.',
      },
      { cause: caught },
    );
  }
  try {
    replaceFile(path, `${JSON.stringify(kept, null, 2)}\n`);
  } catch (caught) {
    throw fileFailure(caught, {
      what: `the mapping “${kept.name}”`,
      folder,
      safe: 'What was saved before is as it was.',
    });
  }
  return { name: kept.name, path, savedAt: (await stat(path)).mtime.toISOString(), mapping: kept };
}

/** Removes a saved mapping; kind not-found where there is none of this name. */
export async function removeMapping(folder: string, name: string): Promise<void> {
  // One that was put there by hand may be in a file of another name.
  const saved = (await listMappings(folder)).find((one) => one.name === name.trim());
  if (saved === undefined)
    throw new KnowledgeError({
      kind: 'not-found',
      message: `There is no saved mapping called “${name}”.`,
      recovery: 'Nothing was removed. Look at the list again.',
    });
  try {
    await rm(saved.path);
  } catch (caught) {
    throw fileFailure(caught, { what: `the mapping “${name}”`, folder, safe: 'It is still there.' });
  }
}

/** Whether a mapping was made for a source with these columns: all that it takes something from are there, or the object that one reaches into. */
export function fitsColumns(mapping: Mapping, columns: readonly string[]): boolean {
  const there = new Set(columns);
  const used = Object.values(mapping.fields).flatMap((field) => field.from);
  return used.length > 0 && used.every((column) => there.has(column) || isWithinOne(column, there));
}

function isWithinOne(column: string, there: ReadonlySet<string>): boolean {
  for (let dot = column.indexOf('.'); dot !== -1; dot = column.indexOf('.', dot + 1))
    if (there.has(column.slice(0, dot))) return true;
  return false;
}

async function readSaved(path: string): Promise<{ saved: SavedMapping; at: number } | null> {
  try {
    const { mtime, mtimeMs } = await stat(path);
    const mapping = await readMappingFile(path);
    if (!mapping.ok) return null;
    const saved = { name: mapping.value.name, path, savedAt: mtime.toISOString(), mapping: mapping.value };
    return { saved, at: mtimeMs };
  } catch {
    // Removed between the listing and now, or unreadable: the others are still worth showing.
    return null;
  }
}

/** Letters and digits of the name for people, and a hash so that no two names meet in one file, whatever the system makes of case, dots and device names. */
function fileName(name: string): string {
  const plain =
    name
      .normalize('NFKD')
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? [];
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return `${[...plain.join('-').slice(0, 60).split('-').filter(Boolean), hash].join('-')}.json`;
}
