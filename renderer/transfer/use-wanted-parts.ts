import { useImport } from './import-store.ts';
import { wantedParts } from './wanted-entries.ts';

/** What an entry has to fit to be imported, in words; empty where all of a source are. */
export function useWantedParts(): readonly string[] {
  const { preview, wanted } = useImport();
  return preview?.format === 'database' ? wantedParts(wanted) : [];
}
