import type { RewrittenTable } from '../../../migrations/migration.ts';
import type { SchemaSession } from '../schema-access.ts';
import { compareAfter, copyBefore } from './compare-rows.ts';
import type { Foresight, Watching } from './foresee.ts';
import { readMarks, setMarks } from './sqlite-marks.ts';

/** A table that stays, with the columns that are to be watched. */
export interface WatchedTable {
  readonly name: string;
  readonly key: readonly string[];
  readonly columns: readonly string[];
}

/** What was done to the rows of a table that stays. */
export interface Touched {
  /** Columns in which a value changed, of those that were watched. */
  readonly columns: readonly string[];
  readonly inserted: boolean;
  readonly deleted: boolean;
}

/** Runs something that was foreseen, and returns what it changed in tables that stay. Columns of `rewrites` may change and are not watched. */
export async function runWatched(
  session: SchemaSession,
  foresight: Foresight,
  rewrites: readonly RewrittenTable[],
  run: () => Promise<void>,
): Promise<ReadonlyMap<string, Touched>> {
  const marked = watchedTables(foresight, rewrites, 'mark');
  const compared = watchedTables(foresight, rewrites, 'compare');
  const { store } = session;
  if (store.engine === 'sqlite' && marked.length > 0) setMarks(store, marked);
  for (const [index, table] of compared.entries()) await copyBefore(session, table, index);
  await run();
  const touched = new Map(store.engine === 'sqlite' && marked.length > 0 ? readMarks(store, marked) : []);
  for (const [index, table] of compared.entries()) {
    const change = await compareAfter(session, table, index);
    if (change !== null) touched.set(table.name, change);
  }
  return touched;
}

function watchedTables(
  { before, after, suspects }: Foresight,
  rewrites: readonly RewrittenTable[],
  how: Watching,
): readonly WatchedTable[] {
  return [...suspects].flatMap(([name, watching]) => {
    const former = before.get(name);
    const later = after.get(name);
    if (watching !== how || former === undefined || later === undefined) return [];
    const may = new Set(rewrites.filter(({ table }) => table === name).flatMap(({ columns }) => columns));
    const stays = (column: string): boolean => later.columns.includes(column);
    const key = former.key.every(stays) ? former.key : [];
    return [{ name, key, columns: former.columns.filter((column) => stays(column) && !may.has(column)) }];
  });
}
