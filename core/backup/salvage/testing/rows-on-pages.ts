import type { SqliteStore } from '../../../store/store.ts';

/** Which pages the rows of a table are on, by the row's key as text. */
export type RowPages = ReadonlyMap<string, readonly number[]>;

interface PageRow {
  readonly path: string;
  readonly pageno: number;
  readonly pagetype: 'internal' | 'leaf' | 'overflow';
  readonly ncell: number;
}

/** Asks SQLite's own statistics of its pages where each row of a sound file is. `key` is the table's, in its order. */
export function rowsOnPages({ connection }: SqliteStore, table: string, key: readonly string[]): RowPages {
  const pages = connection
    .prepare('SELECT path, pageno, pagetype, ncell FROM dbstat WHERE name = ?')
    .all(table) as readonly PageRow[];
  const byPath = new Map(pages.map((page) => [page.path, page]));
  const isKeyed =
    connection.prepare('SELECT wr FROM pragma_table_list WHERE name = ?').pluck().get(table) === 1;
  const overflow = Map.groupBy(
    pages.filter(({ pagetype }) => pagetype === 'overflow'),
    ({ path }) => path.slice(0, path.indexOf('+')),
  );
  const places: (readonly number[])[] = [];
  const visit = (path: string): void => {
    const page = byPath.get(path);
    if (page === undefined) throw new Error(`No page of ${table} at ${path}.`);
    const addRow = (cell: number): void => {
      const rest = overflow.get(path + cell.toString(16).padStart(3, '0')) ?? [];
      places.push([page.pageno, ...rest.map(({ pageno }) => pageno)]);
    };
    for (let cell = 0; cell <= page.ncell; cell += 1) {
      if (page.pagetype === 'internal') visit(`${path}${cell.toString(16).padStart(3, '0')}/`);
      // The last child has no cell of its own.
      if (cell < page.ncell && (page.pagetype === 'leaf' || isKeyed)) addRow(cell);
    }
  };
  visit('/');
  const keys = connection
    .prepare(`SELECT ${key.join(` || ' ' || `)} FROM ${table} ORDER BY ${isKeyed ? key.join(', ') : 'rowid'}`)
    .pluck()
    .all() as readonly unknown[];
  if (keys.length !== places.length)
    throw new Error(`${table} has ${keys.length} rows and ${places.length} cells.`);
  return new Map(keys.map((text, index) => [String(text), places[index] ?? []]));
}
