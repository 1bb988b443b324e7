import type { JsonValue } from '../core/entries/entry.ts';
import type { ImportReport } from '../core/transfer/transfer-types.ts';

/** Beyond this many the window is told the total alone. */
const mostShown = 1_000;
const mostCharacters = 20_000;

/** A report as the window gets it: long lists and long texts are cut, totals stay. */
export function shortReport(report: ImportReport): ImportReport {
  return {
    ...report,
    rejected: report.rejected.slice(0, mostShown),
    conflicts: report.conflicts.slice(0, mostShown).map((conflict) => ({
      ...conflict,
      fields: conflict.fields.map(({ field, here, file }) => ({
        field,
        here: shortValue(here),
        file: shortValue(file),
      })),
    })),
  };
}

function shortValue(value: JsonValue): JsonValue {
  if (typeof value !== 'string' || value.length <= mostCharacters) return value;
  const left = (value.length - mostCharacters).toLocaleString('en');
  return `${value.slice(0, mostCharacters)}\n… and ${left} more characters`;
}
