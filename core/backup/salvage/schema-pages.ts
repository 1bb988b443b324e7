import { cellsOf } from './cell.ts';
import type { FreePages } from './free-pages.ts';
import type { Pace } from './pace.ts';
import type { PageFile } from './pages.ts';
import { readRecordHeader } from './record.ts';
import { headerAt, readTreePage, type TreePage } from './tree-page.ts';
import { varintOf } from './varint.ts';

interface SchemaLeaf {
  readonly page: number;
  readonly first: number;
  readonly last: number;
}

/**
 * Makes the first page anew, on which the tree of the schema begins, from the leaves of that tree, which are known by their records. Returns
 * whether there were any.
 */
export async function rebuildSchemaTree(pages: PageFile, free: FreePages, pace: Pace): Promise<boolean> {
  const found = await findSchemaLeaves(pages, pace);
  // Tables that were dropped are still described on pages that are free since.
  const leaves = withoutOverlaps(found.filter(({ page }) => !free.pages.has(page)));
  const last = leaves.at(-1);
  const root = pages.read(1);
  if (last === undefined || root === null) return false;
  writeRoot(root, pages.usable, leaves.slice(0, -1), last.page);
  pages.write(1, root);
  return true;
}

async function findSchemaLeaves(pages: PageFile, pace: Pace): Promise<readonly SchemaLeaf[]> {
  const leaves: SchemaLeaf[] = [];
  for (let number = 2; number <= pages.count; number += 1) {
    const bytes = pages.read(number);
    const page = bytes === null ? null : readTreePage(bytes, number, pages.usable);
    const rows = page === null ? [] : schemaRows(page, pages.usable);
    const [first, last] = [rows[0], rows.at(-1)];
    if (first !== undefined && last !== undefined) leaves.push({ page: number, first, last });
    if (pace.isDue) await pace.giveWay();
  }
  return leaves;
}

/** The numbers of the rows of a page that holds parts of a schema; none for another. */
function schemaRows(page: TreePage, usable: number): readonly number[] {
  if (page.kind !== 'table-leaf') return [];
  const cells = cellsOf(page, usable);
  const ours = cells.filter(({ payload }) => isSchemaRecord(payload.local, payload.size));
  return ours.length * 2 > cells.length
    ? ours.map(({ rowid }) => Number(rowid)).filter((row) => row > 0)
    : [];
}

function isSchemaRecord(local: Buffer, size: number): boolean {
  const header = readRecordHeader(local, size);
  if (header?.types.length !== 5) return false;
  const [type = 0, name = 0, table = 0] = header.types;
  if ([type, name, table].some((text) => text < 13 || text % 2 === 0)) return false;
  const word = local.toString('latin1', header.size, header.size + (type - 13) / 2);
  return ['table', 'index', 'trigger', 'view'].includes(word);
}

/** Older forms of a page may be left in the file; what is at the same place of the tree is taken once. */
function withoutOverlaps(leaves: readonly SchemaLeaf[]): readonly SchemaLeaf[] {
  const kept: SchemaLeaf[] = [];
  for (const leaf of leaves.toSorted((one, other) => one.first - other.first || other.last - one.last)) {
    if (leaf.first > (kept.at(-1)?.last ?? 0)) kept.push(leaf);
  }
  return kept;
}

/** An interior page of a table's tree: each child with the last row below it, and the last child. */
function writeRoot(root: Buffer, usable: number, children: readonly SchemaLeaf[], lastChild: number): void {
  const start = headerAt(1);
  root.fill(0, start);
  root[start] = 0x05;
  let contentAt = usable;
  for (const [index, { page, last }] of children.entries()) {
    const key = varintOf(last);
    contentAt -= 4 + key.length;
    root.writeUInt32BE(page, contentAt);
    key.copy(root, contentAt + 4);
    root.writeUInt16BE(contentAt, start + 12 + 2 * index);
  }
  root.writeUInt16BE(children.length, start + 3);
  root.writeUInt16BE(contentAt % 65_536, start + 5);
  root.writeUInt32BE(lastChild, start + 8);
}
