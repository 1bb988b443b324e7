import type Sqlite from 'better-sqlite3';
import type { Pace } from './pace.ts';
import type { Value } from './record.ts';
import { compareRows, type Row } from './row-order.ts';
import { isDamage } from './schema-objects.ts';
import { quoted, type TableShape } from './table-shape.ts';

/** What rows are read from, and who takes them. */
interface Reading {
  readonly connection: Sqlite.Database;
  readonly table: TableShape;
  readonly pace: Pace;
  readonly take: (row: Row) => void;
}

/**
 * Reads the rows of a table with SQLite, in the order of its tree: from its beginning up to where it is damaged, and then from its end. Some rows may
 * be taken twice. Returns whether it was read to its end without meeting damage.
 */
export async function readRows(reading: Reading): Promise<boolean> {
  if (await readOneWay(reading, 'ASC')) return true;
  await readOneWay(reading, 'DESC');
  return false;
}

async function readOneWay({ connection, table, pace, take }: Reading, way: 'ASC' | 'DESC'): Promise<boolean> {
  const rows = openRows(connection, table, way);
  if (rows === null) return false;
  try {
    let last: Row | null = null;
    for (;;) {
      const row = nextRow(rows, table);
      if (row === 'damage') return false;
      // A row between two that it does not fit may pass itself off as another, which is on a sound page.
      if (row !== 'end' && last !== null && !follows(table, way, last, row)) return false;
      if (last !== null) take(last);
      if (row === 'end') return true;
      last = row;
      if (pace.isDue) await pace.giveWay();
    }
  } finally {
    rows.return?.();
  }
}

function openRows(
  connection: Sqlite.Database,
  { name, columns, keyed, rowid }: TableShape,
  way: 'ASC' | 'DESC',
): IterableIterator<readonly Value[]> | null {
  const names = columns.map((column) => quoted(column.name));
  const selected = rowid === null ? names : [rowid, ...names];
  const keys = keyed ? columns.filter(({ isKey }) => isKey).map((key) => quoted(key.name)) : [rowid ?? ''];
  const order = keys.map((key) => `${key} ${way}`).join(', ');
  try {
    return connection
      .prepare<[], readonly Value[]>(
        `SELECT ${selected.join(', ')} FROM ${quoted(name)} NOT INDEXED ORDER BY ${order}`,
      )
      .raw()
      .iterate();
  } catch (caught) {
    if (isDamage(caught)) return null;
    throw caught;
  }
}

function nextRow(rows: Iterator<readonly Value[]>, { rowid }: TableShape): Row | 'damage' | 'end' {
  try {
    const next = rows.next();
    if (next.done) return 'end';
    const [first, ...values] = next.value;
    if (rowid === null) return { rowid: null, values: next.value };
    return typeof first === 'bigint' ? { rowid: first, values } : 'damage';
  } catch (caught) {
    if (isDamage(caught)) return 'damage';
    throw caught;
  }
}

function follows(table: TableShape, way: 'ASC' | 'DESC', last: Row, row: Row): boolean {
  const order = compareRows(table, last, row);
  return way === 'ASC' ? order < 0 : order > 0;
}
