import type { ImportReport, TableImport } from '../../preload/api.ts';
import { countOf, formatNumber } from '../parts/format.ts';
import { tableName } from '../upgrade/table-words.ts';

const entriesIn = (count: number) => countOf(count, 'entry', 'entries');

/** Whether an import would change anything. */
export function changesSomething(
  report: Pick<ImportReport, 'added' | 'updated' | 'removed' | 'tables'>,
): boolean {
  const { added, updated, removed, tables } = report;
  return added + updated + removed > 0 || tables.some((table) => table.added + table.updated > 0);
}

/** What a check found, in one line; `isSome` where only some entries of the source were asked for. */
export function checkHeadline(report: ImportReport, isSome = false): string {
  const { added, updated, removed, unchanged, rejectedTotal } = report;
  if (removed > 0) return `${entriesIn(removed)} would go, and ${formatNumber(added)} come in their place`;
  if (changesSomething(report)) {
    if (added + updated === 0) return 'No entry would change, but what belongs to them';
    return bothInWords(added, updated, ' would be');
  }
  if (unchanged > 0)
    return isSome ? 'All of these are here already' : 'Everything in this file is here already';
  if (isSome && rejectedTotal === 0) return 'No entry in it fits what you asked for';
  return rejectedTotal > 0 ? 'No record of this file can be imported' : 'There are no entries in this file';
}

/** What came of an import, in one line. */
export function resultHeadline(report: ImportReport): string {
  const { added, updated, removed } = report;
  if (removed > 0) return `${entriesIn(removed)} went, and ${formatNumber(added)} came in their place`;
  return bothInWords(added, updated, '');
}

function bothInWords(added: number, updated: number, would: string): string {
  if (added === 0 && updated > 0) return `${entriesIn(updated)}${would} updated`;
  const first = `${entriesIn(added)}${would} added`;
  return updated === 0 ? first : `${first} and ${formatNumber(updated)} updated`;
}

/** What the button that imports says. */
export function importWords({ mode, added, updated, removed }: ImportReport): string {
  if (mode === 'replace') return `Replace ${entriesIn(removed)}…`;
  return added + updated === 0 ? 'Import' : `Import ${entriesIn(added + updated)}`;
}

/** `incidents: 12 added, 3 updated`; null where nothing came of the table. */
export function tableInWords({ table, added, updated, unchanged, rejected }: TableImport): string | null {
  const parts = [
    added > 0 ? `${formatNumber(added)} added` : '',
    updated > 0 ? `${formatNumber(updated)} updated` : '',
    unchanged > 0 ? `${formatNumber(unchanged)} already there` : '',
    rejected > 0 ? `${formatNumber(rejected)} bad, left out` : '',
  ].filter(Boolean);
  return parts.length === 0 ? null : `${tableName(table)}: ${parts.join(', ')}`;
}
