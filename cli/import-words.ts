import type { JsonValue } from '../core/entries/entry.ts';
import type { Mapping } from '../core/transfer/mapping/mapping.ts';
import type { ImportConflict, ImportReport, RejectedRecord } from '../core/transfer/transfer-types.ts';
import { seconds } from './plan-words.ts';

const mostRejectedShown = 20;
const mostConflictsShown = 10;
const mostTextShown = 60;

/** What an import did, or would do, for a person. */
export function describeImport(report: ImportReport, mappingWasGiven: boolean): string {
  const { dryRun, path, format, encoding, warnings, backup, mapping } = report;
  const source = [format, ...(encoding === null ? [] : [encoding])].join(', ');
  return [
    `${dryRun ? 'Nothing was changed. It would have imported' : 'Imported'} ${path} (${source}) in ${seconds(report.durationMs)}.`,
    `  entries: ${entriesLine(report)}`,
    ...report.tables
      .filter((table) => table.added + table.updated + table.unchanged + table.rejected > 0)
      .map((table) => `  ${table.table}: ${countsLine(table)}`),
    ...warnings,
    ...(mapping === null || mappingWasGiven ? [] : ['The mapping was guessed:', ...describeMapping(mapping)]),
    ...describeRejected(report),
    ...describeConflicts(report),
    ...(backup === null
      ? []
      : [`Backed up before: ${backup.path}`, `Undo with: ${undoCommand(backup.path)}`]),
  ].join('\n');
}

function entriesLine({
  added,
  updated,
  unchanged,
  removed,
  rejectedTotal,
  conflictsTotal,
}: ImportReport): string {
  return [
    countsLine({ added, updated, unchanged, rejected: rejectedTotal }),
    ...(removed === 0 ? [] : [`${count(removed)} that were there removed`]),
    ...(conflictsTotal === 0 ? [] : [`${count(conflictsTotal)} conflicts`]),
  ].join(', ');
}

function countsLine(
  counts: Readonly<Record<'added' | 'updated' | 'unchanged' | 'rejected', number>>,
): string {
  const { added, updated, unchanged, rejected } = counts;
  return `${count(added)} added, ${count(updated)} updated, ${count(unchanged)} unchanged, ${count(rejected)} rejected`;
}

/** Each field with where it comes from: `problem ← Description, Details (trim)`. */
export function describeMapping({ fields, rest }: Mapping): readonly string[] {
  return [
    ...Object.entries(fields).map(([field, { from, change = [], otherwise }]) => {
      const changes = change.map((one) => one.do);
      return [
        `  ${field} ← ${from.length === 0 ? 'nothing' : from.join(', ')}`,
        ...(changes.length === 0 ? [] : [`(${changes.join(', ')})`]),
        ...(otherwise === undefined ? [] : [`or else ${short(otherwise)}`]),
      ].join(' ');
    }),
    `  other columns: ${rest === 'metadata' ? 'kept in the metadata' : 'left out'}`,
  ];
}

function describeRejected({ rejected, rejectedTotal }: ImportReport): readonly string[] {
  if (rejectedTotal === 0) return [];
  const shown = rejected.slice(0, mostRejectedShown);
  return [
    'Rejected:',
    ...shown.map(rejectedLine),
    ...(rejectedTotal > shown.length
      ? [`  and ${count(rejectedTotal - shown.length)} more; --json lists them`]
      : []),
  ];
}

function rejectedLine({ record, where, title, reason }: RejectedRecord): string {
  const place = [`record ${count(record)}`, ...(where === null ? [] : [where])].join(', ');
  return `  ${place}${title === null ? '' : ` “${short(title)}”`}: ${reason}`;
}

function describeConflicts({ conflicts, conflictsTotal }: ImportReport): readonly string[] {
  if (conflictsTotal === 0) return [];
  const shown = conflicts.slice(0, mostConflictsShown);
  return [
    'Conflicts, where both sides had changed:',
    ...shown.flatMap(conflictLines),
    ...(conflictsTotal > shown.length
      ? [`  and ${count(conflictsTotal - shown.length)} more; --json lists them`]
      : []),
  ];
}

function conflictLines({ record, id, title, took, fields }: ImportConflict): readonly string[] {
  const outcome = took === 'file' ? 'took the file’s, the other one is in its history' : 'kept the one here';
  return [
    `  record ${count(record)} “${short(title)}” (${id}): ${outcome}`,
    ...fields.map(({ field, here, file }) => `    ${field}: here ${short(here)} | file ${short(file)}`),
  ];
}

/** A file restores as backups do; a server's content comes back by importing it. */
function undoCommand(backup: string): string {
  return backup.endsWith('.ndjson') ? `kb import ${backup} --mode replace` : `kb restore ${backup}`;
}

/** A value on one line, cut. */
function short(value: JsonValue): string {
  const text = (typeof value === 'string' ? value : JSON.stringify(value)).replaceAll(/\s+/g, ' ');
  return text.length > mostTextShown ? `${text.slice(0, mostTextShown).toWellFormed()}…` : text;
}

function count(value: number): string {
  return value.toLocaleString('en');
}
