import type { ImportFile } from './import-run-store.ts';
import { useImport } from './import-store.ts';
import { wantedSelection } from './wanted-entries.ts';

/** The file as it is to be checked and imported now; null where none was looked at. */
export function importFile(): ImportFile | null {
  const { source, reading, preview, mapping, wanted } = useImport.getState();
  if (source === null || preview === null) return null;
  const mapped = preview.native === null && mapping !== null ? { mapping } : {};
  const selection = preview.format === 'database' ? wantedSelection(wanted) : null;
  return { path: source.path, ...reading, ...mapped, ...(selection === null ? {} : { selection }) };
}
