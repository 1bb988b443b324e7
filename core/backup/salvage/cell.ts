import type { TreePage } from './tree-page.ts';
import { VarintReader } from './varint.ts';

/** What a cell holds of its record, and where the rest is. */
export interface Payload {
  readonly size: number;
  readonly local: Buffer;
  /** The first overflow page; 0 where there is no rest. */
  readonly overflow: number;
}

/** A cell that has a record: of a leaf, or of an index's interior page. */
export interface Cell {
  /** Of a table's row; null in an index. */
  readonly rowid: bigint | null;
  readonly payload: Payload;
}

/** The records that a page has the beginnings of; cells that make no sense are left out. */
export function cellsOf(page: TreePage, usable: number): readonly Cell[] {
  if (page.kind === 'table-interior') return [];
  return page.cells.flatMap((at) => {
    const cell = readCell(page, at, usable);
    return cell === null ? [] : [cell];
  });
}

/** The pages below an interior page, in order; nothing for a leaf. */
export function childrenOf(page: TreePage): readonly number[] {
  if (page.lastChild === 0) return [];
  return [
    ...page.cells.filter((at) => at + 4 <= page.bytes.length).map((at) => page.bytes.readUInt32BE(at)),
    page.lastChild,
  ];
}

function readCell({ kind, bytes }: TreePage, at: number, usable: number): Cell | null {
  const reader = new VarintReader(bytes, kind === 'index-interior' ? at + 4 : at);
  const size = reader.next();
  if (size === null || size < 2) return null;
  const rowid = kind === 'table-leaf' ? reader.nextBig() : null;
  if (kind === 'table-leaf' && rowid === null) return null;
  const stored = localBytes(size, kind === 'table-leaf', usable);
  const end = reader.at + stored;
  if (end + (stored < size ? 4 : 0) > usable) return null;
  const overflow = stored < size ? bytes.readUInt32BE(end) : 0;
  return { rowid, payload: { size, local: bytes.subarray(reader.at, end), overflow } };
}

/** How much of a record is in its cell; the rest is on overflow pages (https://sqlite.org/fileformat2.html#cell_payload). */
function localBytes(size: number, isTable: boolean, usable: number): number {
  const most = isTable ? usable - 35 : Math.floor(((usable - 12) * 64) / 255) - 23;
  if (size <= most) return size;
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const fitting = least + ((size - least) % (usable - 4));
  return fitting <= most ? fitting : least;
}
