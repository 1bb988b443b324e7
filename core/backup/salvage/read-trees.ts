import type Sqlite from 'better-sqlite3';
import { claimTree, readPage, type PageWork, type Tree } from './claim-tree.ts';
import { rowsOnPage } from './page-rows.ts';
import { isAscending, type Row } from './row-order.ts';
import type { SchemaObject } from './schema-objects.ts';
import type { SourceTable } from './source-tables.ts';
import { describeTable, fitsTable, indexWidth } from './table-shape.ts';

interface Trees {
  readonly connection: Sqlite.Database;
  readonly schema: readonly SchemaObject[];
  readonly tables: readonly SourceTable[];
}

/**
 * Goes through the trees of a damaged file page by page, which finds what SQLite cannot reach beyond a damaged page, and writes the rows of the tables
 * that were not read whole. Afterwards the pages that nothing leads to are known. Returns the pages of the indexes over the entries.
 */
export async function readTrees(
  work: PageWork,
  { connection, schema, tables }: Trees,
): Promise<readonly number[]> {
  await claimTree(work, { root: 1, keyed: false, fits: (types) => types.length === 5 });
  // Tables first: an index holds nothing that they do not.
  for (const { type, name, root } of schema) {
    if (type !== 'table' || root === null) continue;
    const table = tables.find((one) => one.name === name);
    const tree = treeOf(connection, name, root);
    if (tree === null) continue;
    const { pages, damaged } = await claimTree(work, tree);
    if (table === undefined) continue;
    table.damagedPages += damaged;
    if (damaged > 0) table.whole = false;
    if (!table.whole) await writeRows(work, pages, table);
  }
  const overEntries: number[] = [];
  for (const { type, name, table, root } of schema) {
    const width = type === 'index' && root !== null ? indexWidth(connection, name) : null;
    if (width === null || root === null) continue;
    const { pages } = await claimTree(work, { root, keyed: true, fits: (types) => types.length === width });
    if (table === 'kb_entries') overEntries.push(...pages);
  }
  return overEntries;
}

function treeOf(connection: Sqlite.Database, name: string, root: number): Tree | null {
  const shape = describeTable(connection, name);
  return shape === null ? null : { root, keyed: shape.keyed, fits: (types) => fitsTable(shape, types) };
}

/** Rows of damaged pages come last, since one of them may pass itself off as another. */
async function writeRows(
  { pages, chains, pace }: PageWork,
  numbers: readonly number[],
  { shape, writer }: SourceTable,
): Promise<void> {
  const rowsOf = (number: number): readonly Row[] => {
    const page = readPage(pages, number);
    return page === null ? [] : rowsOnPage(page, pages.usable, chains);
  };
  const doubtful: number[] = [];
  for (const number of numbers) {
    const rows = rowsOf(number);
    if (isAscending(shape, rows)) for (const row of rows) writer.write(row);
    else doubtful.push(number);
    if (pace.isDue) await pace.giveWay();
  }
  for (const number of doubtful) for (const row of rowsOf(number)) writer.write(row);
}
