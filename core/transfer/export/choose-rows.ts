import { sql, type RawBuilder } from 'kysely';
import type { Store } from '../../store/store.ts';
import type { TableReference, TransferTable } from '../tables/describe-tables.ts';
import { numberList } from './read-entries.ts';
import { readLists, streamRows } from './stream-rows.ts';
import { rowSize, selectColumns, type StoredRow } from './table-values.ts';
import { keyOf, TakenKeys } from './taken-keys.ts';

/** Rows of tables that go with selected entries. */
export interface ChosenRows {
  /** Of each table that has any, parents first. */
  readonly counts: ReadonlyMap<string, number>;
  /** Whether a row goes, given all of its columns. */
  readonly takes: (table: TransferTable, row: StoredRow) => boolean;
  /** A condition that holds for all rows that go, and for few others; null where none is known. */
  readonly condition: (table: TransferTable) => RawBuilder<unknown> | null;
}

/** With more values a condition is no faster than reading all. */
const mostValues = 500;
const entryTable = 'kb_entries';

/**
 * Finds the rows that go with entries: those that belong to an entry (links); from there upwards all that they point to (incidents, files); and what belongs wholly to
 * what goes already (tags of an incident, symbols of a file). A row belongs to those whose removal would remove it too. Runs in the caller's snapshot.
 */
export async function chooseRows(
  store: Store,
  tables: readonly TransferTable[],
  numbers: readonly number[],
): Promise<ChosenRows> {
  const taken = new TakenKeys(tables);
  if (!(await hasLinks(store, tables)))
    return { counts: new Map(), takes: () => false, condition: () => null };
  await takeEntries(store, taken, numbers);
  await takeLinksAndParents(store, taken, tables);
  return {
    counts: await takeParts(store, taken, tables),
    takes: (table, row) => goes(taken, table, row),
    condition: (table) => conditionFor(taken, table, owners(table)),
  };
}

/** Without rows that belong to entries none goes, and the ids of a million entries need not be known. */
async function hasLinks(store: Store, tables: readonly TransferTable[]): Promise<boolean> {
  for (const table of tables) {
    if (entryOwners(table).length === 0) continue;
    if ((await readLists(store, sql`select 1 from ${sql.id(table.name)} limit 1`)).length > 0) return true;
  }
  return false;
}

async function takeEntries(store: Store, taken: TakenKeys, numbers: readonly number[]): Promise<void> {
  const names = new Set(taken.pointedTo(entryTable).flat());
  if (names.size === 0) return;
  const columns = sql.join([...names].map((name) => sql.id(name)));
  for (let start = 0; start < numbers.length; start += mostValues) {
    const list = numberList(store, numbers.slice(start, start + mostValues));
    const query = sql<StoredRow>`select ${columns} from kb_entries where number in ${list}`;
    for await (const rows of streamRows(store, query, { size: rowSize }))
      for (const row of rows) taken.takeRow(entryTable, row);
  }
}

/** Children first, so that one pass reaches all that they point to, unless tables point in a circle. */
async function takeLinksAndParents(
  store: Store,
  taken: TakenKeys,
  tables: readonly TransferTable[],
): Promise<void> {
  let again: boolean;
  do {
    again = false;
    const seen = new Set<string>();
    for (const table of tables.toReversed()) {
      seen.add(table.name);
      for await (const rows of scan(store, taken, table, entryOwners(table))) {
        for (const row of rows) {
          if (!isDirect(taken, table, row)) continue;
          taken.takeRow(table.name, row);
          for (const { table: parent, columns, parentColumns } of table.references) {
            if (parent === entryTable) continue;
            const isNew = taken.take(parent, parentColumns, keyOf(row, columns));
            if (isNew && seen.has(parent)) again = true;
          }
        }
      }
    }
  } while (again);
}

/** Parents first, so that what belongs to a part goes with it. Returns how many rows go, by table. */
async function takeParts(
  store: Store,
  taken: TakenKeys,
  tables: readonly TransferTable[],
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const table of tables) {
    const pointsToItself = table.references.some((reference) => reference.table === table.name);
    let again: boolean;
    do {
      again = false;
      let count = 0;
      for await (const rows of scan(store, taken, table, owners(table))) {
        for (const row of rows) {
          if (!goes(taken, table, row)) continue;
          count += 1;
          if (taken.takeRow(table.name, row)) again = pointsToItself;
        }
      }
      if (count > 0) counts.set(table.name, count);
    } while (again);
  }
  return counts;
}

function goes(taken: TakenKeys, table: TransferTable, row: StoredRow): boolean {
  return isDirect(taken, table, row) || belongs(taken, necessary(table), row);
}

/** Something that goes points to it, or it belongs to a selected entry. */
function isDirect(taken: TakenKeys, table: TransferTable, row: StoredRow): boolean {
  if (taken.hasRow(table.name, row)) return true;
  const entries = necessary(table).filter((reference) => reference.table === entryTable);
  return belongs(taken, entries, row);
}

/** It is owned by something, and everything that it points to of these goes. */
function belongs(taken: TakenKeys, references: readonly TableReference[], row: StoredRow): boolean {
  let isOwned = false;
  for (const { table, columns, parentColumns, onDelete } of references) {
    const key = keyOf(row, columns);
    if (key === null) continue;
    if (!taken.of(table, parentColumns).has(key)) return false;
    if (onDelete === 'cascade') isOwned = true;
  }
  return isOwned;
}

/** What a row belongs to, and what it cannot be without. */
function necessary({ columns, references }: TransferTable): readonly TableReference[] {
  const isRequired = (name: string): boolean =>
    columns.some((column) => column.name === name && !column.nullable);
  return references.filter(
    (reference) => reference.onDelete === 'cascade' || reference.columns.every(isRequired),
  );
}

function owners({ references }: TransferTable): readonly TableReference[] {
  return references.filter(({ onDelete }) => onDelete === 'cascade');
}

function entryOwners(table: TransferTable): readonly TableReference[] {
  return owners(table).filter((reference) => reference.table === entryTable);
}

/** By which columns, and which values of them, rows that go can be found. */
function waysTo(
  taken: TakenKeys,
  { name }: TransferTable,
  owning: readonly TableReference[],
): readonly { readonly columns: readonly string[]; readonly keys: ReadonlySet<string> }[] {
  return [
    ...taken.pointedTo(name).map((columns) => ({ columns, keys: taken.of(name, columns) })),
    ...owning.map(({ columns, table, parentColumns }) => ({ columns, keys: taken.of(table, parentColumns) })),
  ].filter(({ keys }) => keys.size > 0);
}

function conditionFor(
  taken: TakenKeys,
  table: TransferTable,
  owning: readonly TableReference[],
): RawBuilder<unknown> | null {
  const parts: RawBuilder<unknown>[] = [];
  for (const { columns, keys } of waysTo(taken, table, owning)) {
    const column = table.columns.find(({ name }) => name === columns[0]);
    // SQLite would not compare the text that keys are with what is in a column without a type.
    if (columns.length > 1 || keys.size > mostValues || !column || /^$|blob/.test(column.type)) return null;
    parts.push(sql`${sql.id(column.name)} in (${sql.join([...keys])})`);
  }
  return parts.length === 0 ? null : sql.join(parts, sql` or `);
}

/** The rows that may go, with the columns that say so. */
async function* scan(
  store: Store,
  taken: TakenKeys,
  table: TransferTable,
  owning: readonly TableReference[],
): AsyncGenerator<readonly StoredRow[]> {
  if (waysTo(taken, table, owning).length === 0) return;
  const needed = new Set([
    ...table.references.flatMap(({ columns }) => columns),
    ...taken.pointedTo(table.name).flat(),
  ]);
  const columns = table.columns.filter(({ name }) => needed.has(name));
  const condition = conditionFor(taken, table, owning);
  const where = condition === null ? sql`` : sql` where ${condition}`;
  const query = sql<StoredRow>`select ${selectColumns(store, columns)} from ${sql.id(table.name)}${where}`;
  yield* streamRows(store, query, { size: rowSize, bigIntegers: true });
}
