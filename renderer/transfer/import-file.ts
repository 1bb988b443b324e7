import type { ImportFile } from './import-run-store.ts';
import { useImport } from './import-store.ts';

/** The file as it is to be checked and imported now; null where none was looked at. */
export function importFile(): ImportFile | null {
  const { source, reading, preview, mapping } = useImport.getState();
  if (source === null || preview === null) return null;
  const mapped = preview.native === null && mapping !== null ? { mapping } : {};
  return { path: source.path, ...reading, ...mapped };
}
