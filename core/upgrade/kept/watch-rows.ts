import type { SchemaSession } from '../schema-access.ts';
import { compareAfter, copyBefore } from './compare-rows.ts';
import { postgresSuspects, sqliteSuspects } from './suspects.ts';
import { tryOut } from './savepoint.ts';
import { readShape, type SchemaShape, type TableShape } from './schema-shape.ts';
import { readMarks, setMarks } from './sqlite-marks.ts';

/** What was done to the rows of a table that stays. */
export interface Touched {
  /** Columns in which a value changed. */
  readonly columns: readonly string[];
  readonly inserted: boolean;
  readonly deleted: boolean;
}

export interface Observation {
  /** The tables after the work. */
  readonly after: SchemaShape;
  /** Tables that are there before and after, and whose rows it changed. */
  readonly touched: ReadonlyMap<string, Touched>;
}

/** Does work, takes it back, and tells what it changed. Rows are looked at only where there is reason to. */
export async function watchRows(session: SchemaSession, work: () => Promise<void>): Promise<Observation> {
  const before = await readShape(session);
  const { after, suspects } = await tryOut(session, async () => {
    const isSuspect =
      session.store.engine === 'sqlite' ? sqliteSuspects(session.store) : await postgresSuspects(session);
    await work();
    const shape = await readShape(session);
    return { after: shape, suspects: await isSuspect(before, shape) };
  });
  if (suspects.size === 0) return { after, touched: new Map() };

  const watched = [...suspects].map(([name, how]) => ({ table: remaining(before, after, name), how }));
  const touched = await tryOut(session, async () => {
    const marked = watched.filter(({ how }) => how === 'mark').map(({ table }) => table);
    const compared = watched.filter(({ how }) => how === 'compare').map(({ table }) => table);
    if (session.store.engine === 'sqlite') setMarks(session.store, marked);
    for (const [index, table] of compared.entries()) await copyBefore(session, table, index);
    await work();
    const found = new Map<string, Touched>();
    if (session.store.engine === 'sqlite')
      for (const [name, change] of readMarks(session.store)) found.set(name, change);
    for (const [index, table] of compared.entries()) {
      const change = await compareAfter(session, table, index);
      if (change !== null) found.set(table.name, change);
    }
    return found;
  });
  return { after, touched };
}

/** A table with the columns that it has before and after. */
function remaining(before: SchemaShape, after: SchemaShape, name: string): TableShape {
  const one = before.get(name);
  const other = after.get(name);
  if (one === undefined || other === undefined) throw new Error(`${name} is not there before and after.`);
  const stays = (column: string): boolean => other.columns.includes(column);
  return { ...one, columns: one.columns.filter(stays), key: one.key.every(stays) ? one.key : [] };
}
