import { sql } from 'kysely';
import type { SchemaSession } from '../schema-access.ts';
import { columnList, columnOf, sameKey } from './expressions.ts';
import type { KeptRowsOf, KeptTable, KeptValuesOf } from './kept-tables.ts';
import { winning } from './put-rows-back.ts';
import { readShape, type TableShape } from './schema-shape.ts';

/** Puts one kept row in the place of what stands there now. Returns whether there is a place for all of it; where there is not, nothing is changed. */
export async function putOneBack(session: SchemaSession, kept: KeptTable, number: number): Promise<boolean> {
  const table = (await readShape(session)).get(kept.table);
  if (table === undefined || kept.kind === 'removed') return false;
  return kept.kind === 'values'
    ? putValues(session, kept, number, table)
    : putRow(session, kept, number, table);
}

async function putRow(
  { store, db }: SchemaSession,
  kept: KeptRowsOf,
  number: number,
  table: TableShape,
): Promise<boolean> {
  if (!kept.columns.every((column) => table.columns.includes(column))) return false;
  const overriding = store.engine === 'postgresql' ? sql`overriding system value` : sql``;
  await sql`insert into ${sql.id(table.name)} (${columnList(kept.columns)}) ${overriding}
    select ${columnList(kept.columns, 'k')} from ${sql.id(kept.keptTable)} as k
    where ${columnOf(`${kept.prefix}number`, 'k')} = ${number} ${winning(table, kept.columns)}`.execute(db);
  return true;
}

async function putValues(
  { db }: SchemaSession,
  kept: KeptValuesOf,
  number: number,
  table: TableShape,
): Promise<boolean> {
  if (!kept.columns.every(({ name }) => table.columns.includes(name))) return false;
  const set = kept.columns.map(({ name }, index) => {
    const isDone = sql`coalesce(${columnOf(`${kept.prefix}state_${index}`, 'k')} = 'done', ${sql.lit(false)})`;
    const value = columnOf(`${kept.prefix}value_${index}`, 'k');
    return sql`${sql.id(name)} = case when ${isDone} then ${sql.id(table.name, name)} else ${value} end`;
  });
  const { numAffectedRows } =
    await sql`update ${sql.id(table.name)} set ${sql.join(set)} from ${sql.id(kept.keptTable)} as k
    where ${sameKey(kept.key, table.name, 'k')} and ${columnOf(`${kept.prefix}number`, 'k')} = ${number}`.execute(
      db,
    );
  return (numAffectedRows ?? 0n) > 0n;
}
