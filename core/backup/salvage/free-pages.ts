import type { PageUse } from './page-use.ts';
import type { FileHeader } from './file-header.ts';
import type { Pages } from './pages.ts';

/** Marks the pages that are on the list of free ones. Returns whether the list is whole: then what nothing leads to is lost, and not free. */
export function markFreePages(pages: Pages, header: FileHeader, use: PageUse): boolean {
  let found = 0;
  for (let trunk = header.firstFree; trunk !== 0;) {
    const bytes = pages.read(trunk);
    if (bytes === null || !use.markFree(trunk)) return false;
    found += 1;
    const leaves = bytes.readUInt32BE(4);
    if (leaves > pages.usable / 4 - 2) return false;
    for (let index = 0; index < leaves; index += 1)
      if (!use.markFree(bytes.readUInt32BE(8 + 4 * index))) return false;
    found += leaves;
    trunk = bytes.readUInt32BE(0);
  }
  return header.sound && found === header.freePages;
}
