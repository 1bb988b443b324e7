import type { SalvageReport } from '../backup.ts';
import { countTables } from '../check-structure.ts';
import { adoptTables } from './adopt-tables.ts';
import { describeLosses } from './describe-losses.ts';
import type { FreePages } from './free-pages.ts';
import { findLostEntries } from './lost-entries.ts';
import { settleLostParents } from './lost-parents.ts';
import type { NewFile } from './new-file.ts';
import { OverflowChains } from './overflow.ts';
import type { Pace } from './pace.ts';
import { PageUse } from './page-use.ts';
import type { PreparedCopy } from './prepare-copy.ts';
import type { SalvageProgress } from './progress.ts';
import { readRows } from './read-rows.ts';
import { readStrayPages } from './read-stray-pages.ts';
import { readTrees } from './read-trees.ts';
import { reviveEntries } from './revive-entries.ts';
import type { Row } from './row-order.ts';
import { sourceTables, type SourceTable } from './source-tables.ts';
import { takeOverAccount } from './take-over-account.ts';

export type FilledTables = Pick<SalvageReport, 'tables' | 'problems'>;

/**
 * Writes into a new file what can be read of a damaged one: with SQLite as far as that reaches, then page by page, then from pages that belong to
 * nothing. What belongs to lost rows is left out.
 */
export async function fillNewFile(
  copy: PreparedCopy,
  { store, restoreTriggers }: NewFile,
  progress: SalvageProgress,
  pace: Pace,
): Promise<FilledTables> {
  const target = store.connection;
  const adoption = adoptTables(copy, target);
  target.exec('BEGIN');
  const tables = sourceTables(copy, target);
  await readWithSqlite(copy, target, tables, progress, pace);
  const use = new PageUse(copy.pages.count);
  const work = { pages: copy.pages, use, chains: new OverflowChains(copy.pages), pace };
  const indexPages = await readTrees(work, { ...copy, tables });
  progress.tell('searching', 1, 2);
  const freeIsKnown = markFree(copy.free, use);
  const stray = await readStrayPages({ target, tables, work, freeIsKnown, later: copy.later });
  const lost = await findLostEntries(target, work, indexPages);
  const revived = reviveEntries(target, lost);
  const account = takeOverAccount(copy.connection, target);
  // A note of what a rollback kept leads to a table.
  target.exec(
    `DELETE FROM schema_kept WHERE kept_table NOT IN (SELECT name FROM sqlite_schema WHERE type = 'table')`,
  );
  const orphans = settleLostParents(target);
  restoreTriggers();
  const late = adoption.finish();
  target.exec('COMMIT');
  const counts = countTables(target);
  return {
    tables: tables.map(({ name, whole, writer }) => ({
      table: name,
      rows: counts[name] ?? 0,
      complete: whole && writer.refused === 0 && !orphans.some(({ table }) => table === name),
    })),
    problems: [
      ...copy.problems,
      ...describeLosses({
        tables,
        stray,
        orphans,
        lost: [...lost.keys()].filter((number) => !revived.includes(number)),
        revived,
      }),
      ...adoption.problems,
      ...late,
      ...account,
    ],
  };
}

/** Returns whether all pages that are free are known: none of them may be in use as well. */
function markFree({ pages, whole }: FreePages, use: PageUse): boolean {
  let known = whole;
  for (const page of pages) if (!use.markFree(page)) known = false;
  return known;
}

async function readWithSqlite(
  { connection }: PreparedCopy,
  target: PreparedCopy['connection'],
  tables: readonly SourceTable[],
  progress: SalvageProgress,
  pace: Pace,
): Promise<void> {
  for (const [index, table] of tables.entries()) {
    progress.tell('reading', index, tables.length);
    if (table.root === null) continue;
    // The new file's own log of its making gives way to that of the damaged one.
    const isLog = table.name === 'schema_history';
    if (isLog) target.exec('SAVEPOINT log; DELETE FROM schema_history');
    let rows = 0;
    const take = (row: Row): void => {
      if (table.writer.write(row) === 'added') rows += 1;
    };
    table.whole = await readRows({ connection, table: table.shape, pace, take });
    if (isLog && rows === 0) target.exec('ROLLBACK TO log');
    if (isLog) target.exec('RELEASE log');
  }
}
