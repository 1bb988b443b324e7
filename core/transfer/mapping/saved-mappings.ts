import type { Mapping, SavedMapping } from './mapping.ts';

/** The mappings kept in a folder, one JSON file each, newest first. A file that is no mapping is left out. */
export function listMappings(_folder: string): Promise<readonly SavedMapping[]> {
  throw new Error('Not written yet.');
}

/** Keeps a mapping under its name, in the place of an earlier one of that name. */
export function saveMapping(_folder: string, _mapping: Mapping): Promise<SavedMapping> {
  throw new Error('Not written yet.');
}

/** Removes a saved mapping; kind not-found where there is none of this name. */
export function removeMapping(_folder: string, _name: string): Promise<void> {
  throw new Error('Not written yet.');
}

/** Whether a file with these columns has all that a mapping takes from. */
export function fitsColumns(mapping: Mapping, columns: readonly string[]): boolean {
  const there = new Set(columns);
  return Object.values(mapping.fields).every(({ from }) => from.every((column) => there.has(column)));
}
