import { cellsOf, childrenOf, type Cell } from './cell.ts';
import type { OverflowChains } from './overflow.ts';
import type { Pace } from './pace.ts';
import type { PageUse } from './page-use.ts';
import type { Pages } from './pages.ts';
import { readRecordHeader } from './record.ts';
import { readTreePage, type TreePage } from './tree-page.ts';

/** A file's pages, and what is known of them so far. */
export interface PageWork {
  readonly pages: Pages;
  readonly use: PageUse;
  readonly chains: OverflowChains;
  readonly pace: Pace;
}

/** A tree to be gone through. */
export interface Tree {
  readonly root: number;
  /** Its records are in an index's pages. */
  readonly keyed: boolean;
  /** Whether a record with values of these types can be in it. */
  readonly fits: (types: readonly number[]) => boolean;
}

/** What was found of a tree. */
export interface ClaimedTree {
  /** The pages with its records. */
  readonly pages: readonly number[];
  /** Places that lead to a page which cannot be read, or is not one of this tree. */
  readonly damaged: number;
}

/**
 * Goes through a tree and takes its pages, with those on which its long records go on. A damaged page may lead into another tree, so a page is taken only
 * if most of its records are such as this tree has.
 */
export async function claimTree({ pages, use, chains, pace }: PageWork, tree: Tree): Promise<ClaimedTree> {
  const taken: number[] = [];
  let damaged = 0;
  const seen = new Set<number>();
  const waiting = [tree.root];
  for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
    if (pace.isDue) await pace.giveWay();
    const page = seen.has(number) ? null : readPage(pages, number);
    if (page === null || !belongs(page, tree, pages.usable)) {
      damaged += 1;
      continue;
    }
    if (!page.sound) damaged += 1;
    seen.add(number);
    waiting.push(...childrenOf(page).toReversed());
    if (page.kind === 'table-interior') {
      use.take(number);
    } else if (use.take(number)) {
      taken.push(number);
      damaged += takeOverflow(cellsOf(page, pages.usable), page, { use, chains });
    } else {
      damaged += 1;
    }
  }
  return { pages: taken, damaged };
}

export function readPage(pages: Pages, number: number): TreePage | null {
  const bytes = pages.read(number);
  return bytes === null ? null : readTreePage(bytes, number, pages.usable);
}

/** How many of a page's cells have a record, and how many of these a tree may have. */
export function countFitting(
  cells: readonly Cell[],
  fits: Tree['fits'],
): { readonly records: number; readonly fitting: number } {
  const headers = cells
    .map(({ payload }) => readRecordHeader(payload.local, payload.size))
    .filter((header) => header !== null);
  return { records: headers.length, fitting: headers.filter(({ types }) => fits(types)).length };
}

function belongs(page: TreePage, { keyed, fits }: Tree, usable: number): boolean {
  if (page.kind.startsWith('index') !== keyed) return false;
  if (page.cells.length === 0 || page.kind === 'table-interior') return true;
  const { records, fitting } = countFitting(cellsOf(page, usable), fits);
  return fitting > 0 && fitting * 2 >= records;
}

/** Returns how many records do not go on where they should. */
function takeOverflow(
  cells: readonly Cell[],
  page: TreePage,
  { use, chains }: Pick<PageWork, 'use' | 'chains'>,
): number {
  const broken = cells.filter(({ payload }) => payload.overflow !== 0 && chains.read(payload, use) === null);
  return broken.length + page.cells.length - cells.length;
}
