import { sql } from 'kysely';
import type { Store } from '../../store/store.ts';
import { readAppliedSteps } from '../../upgrade/applied-steps.ts';
import { emptyVersion, isReleased } from '../../upgrade/version-number.ts';
import type { ExportedEntry, TableRow } from '../read/source-record.ts';
import { describeTables, type TransferTable } from '../tables/describe-tables.ts';
import type { EntrySelection } from '../transfer-types.ts';
import { chooseRows, type ChosenRows } from './choose-rows.ts';
import { countLongHistories, findLongHistories, historyTable, readLongHistories } from './long-histories.ts';
import { numberList, readEntryRecords } from './read-entries.ts';
import { selectEntries } from './select-entries.ts';
import { streamRows } from './stream-rows.ts';
import { rowOrder, rowSize, rowWriter, selectColumns, type StoredRow } from './table-values.ts';

/** What an export holds, found out before its records are read. */
export interface Content {
  /** The newest released step that is applied. */
  readonly schemaVersion: string;
  readonly scope: 'everything' | 'selection';
  /** `entries`, `revisions`, and the tables in their order; of a selection those that have rows. */
  readonly counts: Readonly<Record<string, number>>;
  /** The numbers of the entries; null for all. */
  readonly numbers: readonly number[] | null;
  readonly tables: readonly TransferTable[];
  readonly chosen: ChosenRows | null;
  /** The numbers of entries of whose history a part follows the entries. */
  readonly longHistories: readonly number[];
  /** Entries as they are now, and nothing else. */
  readonly entriesOnly: boolean;
}

export type ContentBatch =
  | { readonly kind: 'entries'; readonly entries: readonly ExportedEntry[] }
  | { readonly kind: 'rows'; readonly table: string; readonly rows: readonly TableRow[] };

/** Finds out what goes. `entriesOnly` leaves their history and the rows of other tables out. Runs in the caller's snapshot, in which the records are then read. */
export async function findContent(
  store: Store,
  selection: EntrySelection | undefined,
  entriesOnly = false,
): Promise<Content> {
  const numbers = await selectEntries(store, selection);
  const described = entriesOnly ? [] : await describeTables(store, store.db);
  const chosen = numbers === null || entriesOnly ? null : await chooseRows(store, described, numbers);
  const tables =
    chosen === null ? described : described.filter(({ name }) => (chosen.counts.get(name) ?? 0) > 0);
  const counts: Record<string, number> = {
    entries: numbers === null ? await countRows(store, 'kb_entries') : numbers.length,
  };
  if (!entriesOnly) {
    counts['revisions'] =
      numbers === null ? await countRows(store, 'kb_revisions') : await countRevisions(store, numbers);
  }
  const longHistories = entriesOnly ? [] : await findLongHistories(store, numbers);
  if (longHistories.length > 0) counts[historyTable] = await countLongHistories(store, longHistories);
  for (const { name } of tables)
    counts[name] = chosen === null ? await countRows(store, name) : (chosen.counts.get(name) ?? 0);
  return {
    schemaVersion: await schemaVersionOf(store),
    scope: numbers === null ? 'everything' : 'selection',
    counts,
    numbers,
    tables,
    chosen,
    longHistories,
    entriesOnly,
  };
}

/** The records, in the order in which exports write them: entries by their ids, then tables with parents before children, rows by their keys. */
export async function* readContent(
  store: Store,
  { numbers, tables, chosen, longHistories, entriesOnly }: Content,
): AsyncGenerator<ContentBatch> {
  for await (const entries of readEntryRecords(store, numbers, !entriesOnly))
    yield { kind: 'entries', entries };
  for await (const rows of readLongHistories(store, longHistories))
    yield { kind: 'rows', table: historyTable, rows };
  for (const table of tables) {
    const write = rowWriter(store, table);
    for await (const rows of streamTable(store, table, chosen)) {
      const going = chosen === null ? rows : rows.filter((row) => chosen.takes(table, row));
      if (going.length > 0) yield { kind: 'rows', table: table.name, rows: going.map(write) };
    }
  }
}

/** The tables in the order in which their rows come. */
export function tableNames({ tables, longHistories }: Content): readonly string[] {
  const names = tables.map(({ name }) => name);
  return longHistories.length === 0 ? names : [historyTable, ...names];
}

/** Entries and rows of other tables: what a report counts as records. */
export function recordsIn(counts: Content['counts']): number {
  return Object.entries(counts).reduce((sum, [name, count]) => (name === 'revisions' ? sum : sum + count), 0);
}

function streamTable(
  store: Store,
  table: TransferTable,
  chosen: ChosenRows | null,
): AsyncGenerator<readonly StoredRow[]> {
  const condition = chosen?.condition(table) ?? null;
  const where = condition === null ? sql`` : sql` where ${condition}`;
  const query = sql<StoredRow>`select ${selectColumns(store, table.columns)} from ${sql.id(table.name)}${where}
    order by ${rowOrder(store, table)}`;
  return streamRows(store, query, { size: rowSize, bigIntegers: true });
}

async function countRows({ db }: Store, table: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.id(table)}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Numbers asked about at a time. */
const chunk = 5_000;

async function countRevisions(store: Store, numbers: readonly number[]): Promise<number> {
  let total = 0;
  for (let start = 0; start < numbers.length; start += chunk) {
    const list = numberList(store, numbers.slice(start, start + chunk));
    const query = sql<{
      count: number;
    }>`select count(*) as count from kb_revisions where entry_number in ${list}`;
    total += (await query.execute(store.db)).rows[0]?.count ?? 0;
  }
  return total;
}

/** Custom steps are known to this knowledge base alone, so they say nothing to another. */
async function schemaVersionOf(store: Store): Promise<string> {
  const applied = await readAppliedSteps({ store, db: store.db });
  return applied.findLast(({ version }) => isReleased(version))?.version ?? emptyVersion;
}
