import type Sqlite from 'better-sqlite3';
import { cellsOf } from './cell.ts';
import { claimTree, readPage, type PageWork, type Tree } from './claim-tree.ts';
import { decodeRecord } from './record.ts';
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

async function writeRows(
  { pages, chains, pace }: PageWork,
  numbers: readonly number[],
  table: SourceTable,
): Promise<void> {
  for (const number of numbers) {
    const page = readPage(pages, number);
    for (const { rowid, payload } of page === null ? [] : cellsOf(page, pages.usable)) {
      const record = chains.read(payload);
      const values = record === null ? null : decodeRecord(record);
      if (values !== null) table.writer.write(rowid, values);
    }
    if (pace.isDue) await pace.giveWay();
  }
}
