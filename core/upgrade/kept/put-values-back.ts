import { sql, type RawBuilder } from 'kysely';
import type { SchemaSession } from '../schema-access.ts';
import { findCulprits } from './culprits.ts';
import { all, columnOf, literal, sameKey } from './expressions.ts';
import type { KeptColumn, KeptValuesOf } from './kept-tables.ts';
import { blame, giveReason, rangeOf } from './put-rows-back.ts';
import type { SchemaShape, TableShape } from './schema-shape.ts';

/*
 * A kept value goes through states: none, `edited` where the older schema's value is another than `down` left, and after `up` one of
 * `back` (it is to be put back), `done` (it is there) and `open` (both the kept and the present value are newer than what `up` makes).
 */

/** Before `up`: marks the values that were edited while the database stood at the older version. */
export async function markEdited(
  session: SchemaSession,
  kept: KeptValuesOf,
  shape: SchemaShape,
): Promise<void> {
  const { store, db } = session;
  const table = shape.get(kept.table);
  for (const [index, { name, stays }] of kept.columns.entries()) {
    if (!stays || table === undefined || !table.columns.includes(name)) continue;
    const left = literal(store.engine, sql.id(kept.keptTable, `${kept.prefix}after_${index}`));
    await sql`update ${sql.id(kept.keptTable)} set ${stateOf(kept, index)} = 'edited'
      where ${isWaiting(kept)} and not exists (select 1 from ${sql.id(kept.table)} as t
        where ${sameKey(kept.key, 't', kept.keptTable)} and (${literal(store.engine, columnOf(name, 't'))}) = (${left}))`.execute(
      db,
    );
  }
}

/** After `up`: puts kept values back where nothing newer stands. Rows of which one cannot come back get a reason. */
export async function putValuesBack(
  session: SchemaSession,
  kept: KeptValuesOf,
  shape: SchemaShape,
): Promise<void> {
  const table = shape.get(kept.table);
  if (table === undefined || !kept.key.every((column) => table.columns.includes(column))) {
    await giveReason(session, kept, `There is no table ${kept.table} with the same key any more.`);
    return;
  }
  await tellGoneRows(session, kept);
  for (const [index, column] of kept.columns.entries())
    if (table.columns.includes(column.name)) await decide(session, kept, index, column);
  await apply(session, kept, table);
  await tellOpen(session, kept);
}

async function tellGoneRows({ db }: SchemaSession, kept: KeptValuesOf): Promise<void> {
  await sql`update ${sql.id(kept.keptTable)} set ${reasonOf(kept)} = ${`Its row of ${kept.table} is not there any more.`}
    where ${isWaiting(kept)} and not exists (
      select 1 from ${sql.id(kept.table)} as t where ${sameKey(kept.key, 't', kept.keptTable)})`.execute(db);
}

async function decide(
  { store, db }: SchemaSession,
  kept: KeptValuesOf,
  index: number,
  { name, stays }: KeptColumn,
): Promise<void> {
  const now = literal(store.engine, columnOf(name, 't'));
  const was = literal(store.engine, columnOf(`${kept.prefix}value_${index}`, 'k'));
  const madeNow = sql`coalesce((${now}) = ${columnOf(`${kept.prefix}made_${index}`, 'k')}, ${sql.lit(false)})`;
  const unedited = stays
    ? sql`${columnOf(`${kept.prefix}state_${index}`, 'k')} is null`
    : sql`${sql.lit(!kept.flows)}`;
  await sql`update ${sql.id(kept.keptTable)} set ${stateOf(kept, index)} = d.state
    from (select ${columnOf(`${kept.prefix}number`, 'k')} as number,
        case when (${now}) = (${was}) then 'done' when ${unedited} or ${madeNow} then 'back' else 'open' end as state
      from ${sql.id(kept.keptTable)} as k join ${sql.id(kept.table)} as t on ${sameKey(kept.key, 't', 'k')}
      where ${columnOf(`${kept.prefix}reason`, 'k')} is null) as d
    where ${sql.id(kept.keptTable, `${kept.prefix}number`)} = d.number`.execute(db);
}

async function apply(session: SchemaSession, kept: KeptValuesOf, table: TableShape): Promise<void> {
  const { db } = session;
  const columns = kept.columns
    .map(({ name }, index) => ({ name, index }))
    .filter(({ name }) => table.columns.includes(name));
  if (columns.length === 0) return;
  const isBack = (index: number) =>
    sql`coalesce(${columnOf(`${kept.prefix}state_${index}`, 'k')} = 'back', ${sql.lit(false)})`;
  const set = columns.map(
    ({ name, index }) =>
      sql`${sql.id(name)} = case when ${isBack(index)} then ${columnOf(`${kept.prefix}value_${index}`, 'k')} else ${sql.id(kept.table, name)} end`,
  );
  const some = sql.join(
    columns.map(({ index }) => isBack(index)),
    sql` or `,
  );
  for (;;) {
    const range = await rangeOf(session, kept);
    if (range === null) return;
    const culprits = await findCulprits(session, range, async ({ from, to }) => {
      await sql`update ${sql.id(kept.table)} set ${sql.join(set)} from ${sql.id(kept.keptTable)} as k
        where ${sameKey(kept.key, kept.table, 'k')} and ${columnOf(`${kept.prefix}reason`, 'k')} is null
          and ${columnOf(`${kept.prefix}number`, 'k')} between ${from} and ${to} and (${some})`.execute(db);
    });
    if (culprits.length === 0) break;
    await blame(session, kept, culprits);
  }
  for (const { index } of columns)
    await sql`update ${sql.id(kept.keptTable)} set ${stateOf(kept, index)} = 'done'
      where ${isWaiting(kept)} and ${stateOf(kept, index)} = 'back'`.execute(db);
}

async function tellOpen({ db }: SchemaSession, kept: KeptValuesOf): Promise<void> {
  for (const [index, { name, stays }] of kept.columns.entries()) {
    const isOpen = sql`${isWaiting(kept)} and ${stateOf(kept, index)} = 'open'`;
    const reason = `Its ${name} was changed while the knowledge base stood at the older version.`;
    await sql`update ${sql.id(kept.keptTable)} set ${reasonOf(kept)} = ${reason} where ${isOpen}`.execute(db);
    if (stays) continue;
    const noPlace = all([
      isWaiting(kept),
      sql`${stateOf(kept, index)} is null`,
      sql`${sql.id(`${kept.prefix}value_${index}`)} is not null`,
    ]);
    await sql`update ${sql.id(kept.keptTable)} set ${reasonOf(kept)} = ${`The table has no column ${name} any more.`} where ${noPlace}`.execute(
      db,
    );
  }
}

function reasonOf({ prefix }: KeptValuesOf): RawBuilder<unknown> {
  return sql.id(`${prefix}reason`);
}

function stateOf({ prefix }: KeptValuesOf, index: number): RawBuilder<unknown> {
  return sql.id(`${prefix}state_${index}`);
}

/** It has not been found yet why the row could not come back. */
function isWaiting(kept: KeptValuesOf): RawBuilder<unknown> {
  return sql`${reasonOf(kept)} is null`;
}
