import type Sqlite from 'better-sqlite3';
import type { Pace } from './pace.ts';
import type { Value } from './record.ts';
import { isDamage } from './schema-objects.ts';
import { quoted, type TableShape } from './table-shape.ts';

/** A row as a record holds it. `rowid` is null in tables that have none. */
export type TakeRow = (rowid: bigint | null, values: readonly Value[]) => void;

/**
 * Reads the rows of a table with SQLite, in the order of its tree: from its beginning up to where it is damaged, and then from its end. Some rows may be taken
 * twice. Returns whether it was read to its end without meeting damage.
 */
export async function readRows(
  connection: Sqlite.Database,
  table: TableShape,
  pace: Pace,
  take: TakeRow,
): Promise<boolean> {
  if (await readOneWay(connection, table, 'ASC', pace, take)) return true;
  await readOneWay(connection, table, 'DESC', pace, take);
  return false;
}

async function readOneWay(
  connection: Sqlite.Database,
  table: TableShape,
  way: 'ASC' | 'DESC',
  pace: Pace,
  take: TakeRow,
): Promise<boolean> {
  let rows: IterableIterator<readonly Value[]>;
  try {
    rows = connection.prepare<[], readonly Value[]>(selection(table, way)).raw().iterate();
  } catch (caught) {
    if (isDamage(caught)) return false;
    throw caught;
  }
  try {
    for (let left = mostRows(connection); left > 0; left -= 1) {
      const row = nextRow(rows);
      if (row === 'damage') return false;
      if (row === 'end') return true;
      const [first, ...values] = row;
      if (table.rowid === null) take(null, row);
      else take(typeof first === 'bigint' ? first : null, values);
      if (pace.isDue) await pace.giveWay();
    }
    return false;
  } finally {
    rows.return?.();
  }
}

function nextRow(rows: Iterator<readonly Value[]>): readonly Value[] | 'damage' | 'end' {
  try {
    const next = rows.next();
    return next.done ? 'end' : next.value;
  } catch (caught) {
    if (isDamage(caught)) return 'damage';
    throw caught;
  }
}

function selection({ name, columns, keyed, rowid }: TableShape, way: 'ASC' | 'DESC'): string {
  const names = columns.map((column) => quoted(column.name));
  const selected = rowid === null ? names : [rowid, ...names];
  const keys = keyed ? columns.filter(({ isKey }) => isKey).map((key) => quoted(key.name)) : [rowid];
  const order = keys.filter((key) => key !== null).map((key) => `${key} ${way}`);
  return `SELECT ${selected.join(', ')} FROM ${quoted(name)} NOT INDEXED${order.length > 0 ? ` ORDER BY ${order.join(', ')}` : ''}`;
}

/** A damaged tree may lead to the same pages again and again, but no file holds more rows than this. */
function mostRows(connection: Sqlite.Database): number {
  const number = (name: string): number => Number(connection.pragma(name, { simple: true }));
  return (number('page_count') * number('page_size')) / 4;
}
