import type Sqlite from 'better-sqlite3';
import { cellsOf, type Cell } from './cell.ts';
import { countFitting } from './claim-tree.ts';
import type { OverflowChains } from './overflow.ts';
import { rowsOnPage } from './page-rows.ts';
import type { Value } from './record.ts';
import { isAscending, type Row } from './row-order.ts';
import type { SourceTable } from './source-tables.ts';
import { fitsTable } from './table-shape.ts';
import type { TreePage } from './tree-page.ts';

/** What a page is read with, and what of it is wanted. */
interface Placing {
  readonly usable: number;
  readonly chains: OverflowChains;
  readonly tables: readonly SourceTable[];
  readonly isWanted: (table: SourceTable, values: readonly Value[]) => boolean;
  /** Whether to place pages whose rows follow each other as they should, or the others, whose rows may pass themselves off as others. */
  readonly orderly: boolean;
}

/**
 * Finds the table to which a page belongs that nothing leads to, by its records: their values are of the types that the table has, and its own conditions
 * allow them. Writes the rows that are wanted. Returns how many of them were not known, and the table; null where no table is likely, or none is
 * likelier than another.
 */
export function placePage(
  target: Sqlite.Database,
  page: TreePage,
  { usable, chains, tables, isWanted, orderly }: Placing,
): { readonly table: SourceTable; readonly added: number } | null {
  if (page.kind === 'table-interior') return null;
  const cells = cellsOf(page, usable);
  const likely = likelyTables(cells, page.kind !== 'table-leaf', tables);
  const rows = likely.length === 0 ? [] : rowsOnPage(page, usable, chains);
  const [best, next] = likely
    .map((table) => ({ table, allowed: tryRows(target, table, rows) }))
    .toSorted((one, other) => other.allowed - one.allowed);
  if (best === undefined || best.allowed === 0 || best.allowed * 2 < rows.length) return null;
  if (next?.allowed === best.allowed) return null;
  const { table } = best;
  if (isAscending(table.shape, rows) !== orderly) return null;
  const added = rows.filter(
    (row) => isWanted(table, row.values) && table.writer.try(row, orderly) === 'added',
  );
  return { table, added: added.length };
}

/** The tables that most of a page's records fit; those of which it has whole records come before those with further columns. */
function likelyTables(
  cells: readonly Cell[],
  keyed: boolean,
  tables: readonly SourceTable[],
): readonly SourceTable[] {
  const counts = tables
    .filter(({ shape }) => shape.strict && shape.keyed === keyed)
    .map((table) => ({ table, ...countFitting(cells, (types) => fitsTable(table.shape, types)) }))
    .filter(({ fitting, records }) => fitting > 0 && fitting * 2 >= records)
    .map(({ table, fitting }) => {
      const { columns } = table.shape;
      const whole = countFitting(cells, (types) => types.length === columns.length);
      return { table, likeliness: fitting + whole.fitting * cells.length };
    });
  const most = Math.max(...counts.map(({ likeliness }) => likeliness));
  return counts.filter(({ likeliness }) => likeliness === most).map(({ table }) => table);
}

/** How many of the rows a table's conditions allow. */
function tryRows(target: Sqlite.Database, { writer }: SourceTable, rows: readonly Row[]): number {
  target.exec('SAVEPOINT trial');
  try {
    return rows.filter((row) => writer.try(row) !== 'refused').length;
  } finally {
    // A full disk has taken everything back already.
    if (target.inTransaction) target.exec('ROLLBACK TO trial; RELEASE trial');
  }
}
