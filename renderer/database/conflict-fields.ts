import type { KeptConflict } from '../../preload/api.ts';
import { entryLabel } from '../parts/format.ts';
import { tableName } from '../upgrade/table-words.ts';

export interface ConflictField {
  readonly field: string;
  /** Null where that side has no such field. */
  readonly kept: string | null;
  readonly present: string | null;
  readonly differs: boolean;
}

/** The fields of both sides of a conflict, those that differ first. */
export function conflictFields({
  kept,
  present,
}: Pick<KeptConflict, 'kept' | 'present'>): readonly ConflictField[] {
  const keptRow = rowOf(kept);
  const presentRow = present === null ? null : rowOf(present);
  const names = [...new Set([...Object.keys(keptRow), ...Object.keys(presentRow ?? {})])];
  return names
    .map((field) => {
      const sides = { kept: valueOf(keptRow, field), present: valueOf(presentRow, field) };
      return { field, ...sides, differs: sides.kept !== sides.present };
    })
    .toSorted((one, other) => Number(other.differs) - Number(one.differs));
}

/** `Entry KB-0042`; a row of another table by its key: `incidents, id INC001`. */
export function conflictName({ table, key }: Pick<KeptConflict, 'table' | 'key'>): string {
  const columns = rowOf(key);
  const { number } = columns;
  if (table === 'kb_entries' && typeof number === 'number') return `Entry ${entryLabel(number)}`;
  const named = Object.keys(columns).map((column) => `${column} ${valueOf(columns, column)}`);
  return `${tableName(table)}, ${named.join(', ')}`;
}

function rowOf(json: string): Readonly<Record<string, unknown>> {
  try {
    const row: unknown = JSON.parse(json);
    return typeof row === 'object' && row !== null ? (row as Record<string, unknown>) : { value: row };
  } catch {
    return { value: json };
  }
}

function valueOf(row: Readonly<Record<string, unknown>> | null, field: string): string | null {
  if (row === null || !(field in row)) return null;
  const value = row[field];
  if (value === null) return 'nothing';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
