import type Sqlite from 'better-sqlite3';
import { readPage, type PageWork } from './claim-tree.ts';
import { OverflowChains } from './overflow.ts';
import { placePage } from './place-page.ts';
import type { PreparedCopy } from './prepare-copy.ts';
import type { Value } from './record.ts';
import type { SourceTable } from './source-tables.ts';

interface StrayPages {
  readonly target: Sqlite.Database;
  readonly tables: readonly SourceTable[];
  readonly work: PageWork;
  /** The list of free pages is whole, so a page that nothing leads to is lost and not free. */
  readonly freeIsKnown: boolean;
  readonly later: PreparedCopy['later'];
}

/** Rows that were found beside the trees, and were not known. */
export interface StrayRows {
  /** On pages that nothing leads to. */
  readonly lost: number;
  /** Behind the damaged place of the write-ahead log. */
  readonly logged: number;
  /** On pages that were free, and so hold what was true once. */
  readonly free: number;
}

type Wanted = (table: SourceTable, values: readonly Value[]) => boolean;

/** Reads pages that belong to no tree and places their rows: those to which a damaged page led, those of the write-ahead log and, for entries alone, free ones. */
export async function readStrayPages(stray: StrayPages): Promise<StrayRows> {
  const { target, work, freeIsKnown, later } = stray;
  const lost = await placePages(stray, work.use.unreached(), work, (table) => freeIsKnown || !table.whole);
  const logged =
    later === null
      ? 0
      : await placePages(
          stray,
          later.numbers,
          { pages: later.pages, chains: new OverflowChains(later.pages) },
          () => true,
        );
  target.exec('CREATE TEMP TABLE tagged AS SELECT DISTINCT entry_number AS number FROM kb_tags');
  target.exec('CREATE INDEX temp.tagged_by_number ON tagged (number)');
  const isTagged = target.prepare('SELECT 1 FROM tagged WHERE number = ?');
  // Entries and their revisions are never removed, so that one which is missing was lost. Their tags are.
  const free = await placePages(stray, work.use.free(), work, ({ name, whole, shape }, values) => {
    if (whole) return false;
    if (name !== 'kb_tags') return name === 'kb_entries' || name === 'kb_revisions';
    return (
      isTagged.get(values[shape.columns.findIndex((column) => column.name === 'entry_number')]) === undefined
    );
  });
  target.exec('DROP TABLE temp.tagged');
  return { lost, logged, free };
}

async function placePages(
  { target, tables, work }: StrayPages,
  numbers: readonly number[],
  { pages, chains }: Pick<PageWork, 'pages' | 'chains'>,
  isWanted: Wanted,
): Promise<number> {
  let count = 0;
  const found = new Set<SourceTable>();
  for (const orderly of [true, false]) {
    const placing = { usable: pages.usable, chains, tables, isWanted, orderly };
    for (const number of numbers) {
      if (work.pace.isDue) await work.pace.giveWay();
      const page = readPage(pages, number);
      const placed = page === null ? null : placePage(target, page, placing);
      if (placed === null || placed.added === 0) continue;
      found.add(placed.table);
      count += placed.added;
    }
  }
  // Whatever else was on such pages may be lost; known only afterwards, since it says what is wanted.
  for (const table of found) table.whole = false;
  return count;
}
