import type { FileHeader } from './file-header.ts';
import type { Pace } from './pace.ts';
import type { Pages } from './pages.ts';

/** The pages of a file that are not in use. */
export interface FreePages {
  readonly pages: ReadonlySet<number>;
  /** The list of them is whole: then a page that nothing leads to is lost, and not free. */
  readonly whole: boolean;
}

/** Reads the list of free pages (https://sqlite.org/fileformat2.html#the_freelist). Where its beginning is lost, pages are taken that look like a part of it. */
export async function readFreePages(pages: Pages, header: FileHeader, pace: Pace): Promise<FreePages> {
  return header.sound ? followList(pages, header) : { pages: await findTrunks(pages, pace), whole: false };
}

function followList(pages: Pages, { firstFree, freePages }: FileHeader): FreePages {
  const free = new Set<number>();
  for (let trunk = firstFree; trunk !== 0;) {
    const leaves = free.has(trunk) ? null : leavesOf(pages, trunk);
    if (leaves === null) return { pages: free, whole: false };
    for (const page of [trunk, ...leaves]) free.add(page);
    trunk = pages.read(trunk)?.readUInt32BE(0) ?? 0;
  }
  return { pages: free, whole: free.size === freePages };
}

async function findTrunks(pages: Pages, pace: Pace): Promise<ReadonlySet<number>> {
  const free = new Set<number>();
  for (let number = 2; number <= pages.count; number += 1) {
    const leaves = leavesOf(pages, number) ?? [];
    for (const page of leaves.length === 0 ? [] : [number, ...leaves]) free.add(page);
    if (pace.isDue) await pace.giveWay();
  }
  return free;
}

/** The free pages that a page of the list names; null where it can be no such page. */
function leavesOf(pages: Pages, trunk: number): readonly number[] | null {
  const bytes = pages.read(trunk);
  if (bytes === null) return null;
  const count = bytes.readUInt32BE(4);
  if (bytes.readUInt32BE(0) > pages.count || count > pages.usable / 4 - 2) return null;
  const leaves = Array.from({ length: count }, (_, index) => bytes.readUInt32BE(8 + 4 * index));
  const possible = leaves.every((page) => page > 1 && page <= pages.count && page !== trunk);
  return possible && new Set(leaves).size === count ? leaves : null;
}
