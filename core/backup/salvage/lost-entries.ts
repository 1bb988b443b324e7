import type Sqlite from 'better-sqlite3';
import { readPage, type PageWork } from './claim-tree.ts';
import { rowsOnPage } from './page-rows.ts';

/** Entries that an index names and that are not in the new file: their numbers, with their ids where the index has them. */
export async function findLostEntries(
  target: Sqlite.Database,
  { pages, chains, pace }: PageWork,
  indexPages: readonly number[],
): Promise<ReadonlyMap<number, string | null>> {
  const lost = new Map<number, string | null>();
  const isThere = target.prepare('SELECT 1 FROM kb_entries WHERE number = ?');
  for (const number of indexPages) {
    if (pace.isDue) await pace.giveWay();
    const page = readPage(pages, number);
    for (const { values } of page === null ? [] : rowsOnPage(page, pages.usable, chains)) {
      const [entry, id] = [values.at(-1), values.length === 2 ? values[0] : null];
      if (typeof entry !== 'bigint' || entry < 1n || entry > BigInt(Number.MAX_SAFE_INTEGER)) continue;
      if (isThere.get(entry) !== undefined) continue;
      lost.set(Number(entry), typeof id === 'string' ? id : (lost.get(Number(entry)) ?? null));
    }
  }
  return lost;
}
