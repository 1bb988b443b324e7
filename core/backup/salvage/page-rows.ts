import { cellsOf } from './cell.ts';
import type { OverflowChains } from './overflow.ts';
import { decodeRecord } from './record.ts';
import type { Row } from './row-order.ts';
import type { TreePage } from './tree-page.ts';

/** The rows on a page, those on whose overflow pages they go on included; what is no whole record is left out. */
export function rowsOnPage(page: TreePage, usable: number, chains: OverflowChains): readonly Row[] {
  return cellsOf(page, usable).flatMap(({ rowid, payload }) => {
    const record = chains.read(payload);
    const values = record === null ? null : decodeRecord(record);
    return values === null ? [] : [{ rowid, values }];
  });
}
