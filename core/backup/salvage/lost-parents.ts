import type Sqlite from 'better-sqlite3';
import { quoted } from './table-shape.ts';

interface Reference {
  readonly parent: string;
  readonly from: readonly string[];
  readonly to: readonly string[];
}

/** What had to be done about rows that point to rows which are lost. */
export interface Orphans {
  readonly table: string;
  readonly parent: string;
  /** Rows left out. */
  left: number;
  /** Rows that were kept without the reference, which they need not have. */
  emptied: number;
}

/** Takes care of every row that points to one which is not there: where it may point nowhere, it does so; otherwise it is left out. */
export function settleLostParents(connection: Sqlite.Database): readonly Orphans[] {
  const found = new Map<string, Orphans>();
  // A row that is left out may be the parent of others.
  for (let changed = true; changed;) {
    changed = false;
    for (const table of tablesOf(connection)) {
      for (const reference of referencesOf(connection, table)) {
        const { parent } = reference;
        const orphans = found.get(`${table} ${parent}`) ?? { table, parent, left: 0, emptied: 0 };
        const emptied = emptyReferences(connection, table, reference);
        const left = connection
          .prepare(`DELETE FROM ${quoted(table)} AS child WHERE ${isOrphan(connection, reference)}`)
          .run().changes;
        if (emptied + left === 0) continue;
        changed = true;
        orphans.emptied += emptied;
        orphans.left += left;
        found.set(`${table} ${parent}`, orphans);
      }
    }
  }
  return [...found.values()];
}

function emptyReferences(connection: Sqlite.Database, table: string, reference: Reference): number {
  const columns = connection
    .prepare<[string], { name: string; notnull: number; pk: number }>(
      'SELECT name, "notnull", pk FROM pragma_table_info(?)',
    )
    .all(table);
  const mayBeEmpty = reference.from.every((name) =>
    columns.some((column) => column.name === name && column.notnull === 0 && column.pk === 0),
  );
  if (!mayBeEmpty) return 0;
  const sets = reference.from.map((name) => `${quoted(name)} = NULL`);
  return connection
    .prepare(
      `UPDATE OR IGNORE ${quoted(table)} AS child SET ${sets.join(', ')} WHERE ${isOrphan(connection, reference)}`,
    )
    .run().changes;
}

function isOrphan(connection: Sqlite.Database, { parent, from, to }: Reference): string {
  const points = from.map((name) => `child.${quoted(name)} IS NOT NULL`).join(' AND ');
  if (!tablesOf(connection).includes(parent)) return points;
  const meets = from.map((name, index) => `parent.${quoted(to[index] ?? '')} = child.${quoted(name)}`);
  return `${points} AND NOT EXISTS (SELECT 1 FROM ${quoted(parent)} AS parent WHERE ${meets.join(' AND ')})`;
}

function tablesOf(connection: Sqlite.Database): readonly string[] {
  return connection
    .prepare(`SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' ORDER BY name`)
    .pluck()
    .all() as string[];
}

function referencesOf(connection: Sqlite.Database, table: string): readonly Reference[] {
  const rows = connection
    .prepare<[string], { id: number; parent: string; from: string; to: string | null }>(
      `SELECT id, "table" AS parent, "from", "to" FROM pragma_foreign_key_list(?) ORDER BY id, seq`,
    )
    .all(table);
  return [...Map.groupBy(rows, ({ id }) => id).values()].map((parts) => {
    const parent = parts[0]?.parent ?? '';
    const keys = primaryKey(connection, parent);
    return {
      parent,
      from: parts.map(({ from }) => from),
      to: parts.map(({ to }, index) => to ?? keys[index] ?? ''),
    };
  });
}

function primaryKey(connection: Sqlite.Database, table: string): readonly string[] {
  return connection
    .prepare('SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk')
    .pluck()
    .all(table) as string[];
}
