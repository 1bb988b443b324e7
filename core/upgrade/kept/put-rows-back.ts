import { sql } from 'kysely';
import type { SchemaSession } from '../schema-access.ts';
import { findCulprits, type Culprit, type Range } from './culprits.ts';
import { deferReferences } from './defer-references.ts';
import { all, columnList, columnOf, rowLiteral, sameKey } from './expressions.ts';
import type { KeptRowsOf, RemovedRowsOf } from './kept-tables.ts';
import { markMissingParents, type Returning } from './missing-parents.ts';
import { parentsFirst } from './parents-first.ts';
import type { SchemaShape, TableShape } from './schema-shape.ts';
import { restoreSequences } from './sequences.ts';

/** Removes what `up` has made and the user had removed before the rollback. */
export async function removeAgain(
  { store, db }: SchemaSession,
  removed: RemovedRowsOf,
  shape: SchemaShape,
): Promise<void> {
  const table = shape.get(removed.table);
  if (table === undefined || !removed.columns.every((column) => table.columns.includes(column))) return;
  await sql`delete from ${sql.id(table.name)} where (${rowLiteral(store.engine, removed.columns, table.name)})
    in (select made from ${sql.id(removed.keptTable)})`.execute(db);
}

/** Puts kept rows back into their tables. Those that cannot come back get a reason and stay where they are. */
export async function putRowsBack(
  session: SchemaSession,
  kept: readonly KeptRowsOf[],
  shape: SchemaShape,
): Promise<void> {
  const returning: Returning[] = [];
  for (const one of kept) {
    const table = shape.get(one.table);
    if (table === undefined) await giveReason(session, one, `There is no table ${one.table} any more.`);
    else returning.push({ kept: one, table });
  }
  const ordered = parentsFirst(returning);
  await deferReferences(session, ordered, async () => {
    for (const one of ordered) await compareWithMade(session, one);
    await markMissingParents(session, ordered);
    for (const [index, one] of ordered.entries()) {
      for (;;) {
        const culprits = await insert(session, one);
        if (culprits.length === 0) break;
        await blame(session, one.kept, culprits);
        await markMissingParents(session, ordered.slice(index));
      }
      await restoreSequences(session, one.table.name, one.kept.sequences);
      await tellLostColumns(session, one);
    }
  });
}

/** Where the same row is there already, although what was done at the older schema may have reached it, it is found out who is newer. */
async function compareWithMade({ store, db }: SchemaSession, { kept, table }: Returning): Promise<void> {
  if (!kept.flows) return;
  const { prefix, columns } = kept;
  const common = columns.filter((column) => table.columns.includes(column));
  const key = kept.key.length > 0 ? kept.key : common;
  if (!key.every((column) => table.columns.includes(column))) return;
  const name = sql.id(kept.keptTable);
  const reason = sql.id(`${prefix}reason`);
  const made = columnOf(`${prefix}made`, kept.keptTable);
  const there = sql`from ${sql.id(table.name)} as t where ${sameKey(key, 't', kept.keptTable)}`;
  const now = rowLiteral(store.engine, common, 't');
  const was = rowLiteral(store.engine, common, kept.keptTable);
  await sql`delete from ${name} where ${reason} is null and exists (select 1 ${there} and (${now}) = (${was}))`.execute(
    db,
  );
  await sql`update ${name} set ${reason} = 'It was changed while the knowledge base stood at the older version.'
    where ${reason} is null and exists (select 1 ${there} and coalesce((${now}) <> ${made}, ${sql.lit(true)}))`.execute(
    db,
  );
  await sql`update ${name} set ${reason} = 'It was removed while the knowledge base stood at the older version.'
    where ${reason} is null and ${made} is not null and not exists (select 1 ${there})`.execute(db);
}

async function insert(session: SchemaSession, { kept, table }: Returning): Promise<readonly Culprit[]> {
  const { store, db } = session;
  const range = await rangeOf(session, kept);
  if (range === null) return [];
  const columns = kept.columns.filter((column) => table.columns.includes(column));
  const overriding = store.engine === 'postgresql' ? sql`overriding system value` : sql``;
  const isEmpty = (await sql`select 1 from ${sql.id(table.name)} limit 1`.execute(db)).rows.length === 0;
  const upsert = isEmpty ? sql`` : winning(table, columns);
  const number = columnOf(`${kept.prefix}number`, 'k');
  return findCulprits(session, range, async ({ from, to }) => {
    await sql`insert into ${sql.id(table.name)} (${columnList(columns)}) ${overriding}
      select ${columnList(columns, 'k')} from ${sql.id(kept.keptTable)} as k
      where ${columnOf(`${kept.prefix}reason`, 'k')} is null and ${number} between ${from} and ${to}
      order by ${number} ${upsert}`.execute(db);
  });
}

/** What is kept wins over what `up` has made under the same key. */
export function winning({ key }: TableShape, columns: readonly string[]) {
  if (key.length === 0 || !key.every((column) => columns.includes(column))) return sql``;
  const others = columns.filter((column) => !key.includes(column));
  if (others.length === 0) return sql`on conflict (${columnList(key)}) do nothing`;
  const set = others.map((column) => sql`${sql.id(column)} = ${sql.id('excluded', column)}`);
  return sql`on conflict (${columnList(key)}) do update set ${sql.join(set)}`;
}

/** The numbers of the rows that are to come back; null where there are none. */
export async function rangeOf(
  { db }: SchemaSession,
  { keptTable, prefix }: { readonly keptTable: string; readonly prefix: string },
): Promise<Range | null> {
  const number = sql.id(`${prefix}number`);
  const { rows } = await sql<{ from: number | string | null; to: number | string | null }>`
    select min(${number}) as "from", max(${number}) as "to" from ${sql.id(keptTable)}
    where ${sql.id(`${prefix}reason`)} is null`.execute(db);
  const [found] = rows;
  return found === undefined || found.from === null
    ? null
    : { from: Number(found.from), to: Number(found.to) };
}

export async function blame(
  { db }: SchemaSession,
  { keptTable, prefix }: { readonly keptTable: string; readonly prefix: string },
  culprits: readonly Culprit[],
): Promise<void> {
  for (const { number, reason } of culprits)
    await sql`update ${sql.id(keptTable)} set ${sql.id(`${prefix}reason`)} = ${reason} where ${sql.id(`${prefix}number`)} = ${number}`.execute(
      db,
    );
}

/** Gives all rows that have none yet the same reason why they cannot come back. */
export async function giveReason(
  { db }: SchemaSession,
  { keptTable, prefix }: { readonly keptTable: string; readonly prefix: string },
  reason: string,
): Promise<void> {
  const column = sql.id(`${prefix}reason`);
  await sql`update ${sql.id(keptTable)} set ${column} = ${reason} where ${column} is null`.execute(db);
}

/** A column that the table has no longer: the row is back, and what it had there stays kept. */
async function tellLostColumns({ db }: SchemaSession, { kept, table }: Returning): Promise<void> {
  const lost = kept.columns.filter((column) => !table.columns.includes(column));
  if (lost.length === 0) return;
  const reason = sql.id(`${kept.prefix}reason`);
  const nothingLost = all(lost.map((column) => sql`${sql.id(column)} is null`));
  await sql`update ${sql.id(kept.keptTable)} set ${reason} = ${`The table has no column ${lost.join(', ')} any more. The rest of the row is back.`}
    where ${reason} is null and not (${nothingLost})`.execute(db);
}
