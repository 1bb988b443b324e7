import { sql, type RawBuilder } from 'kysely';
import type { SchemaSession } from '../schema-access.ts';
import { columnList, columnOf, literal, rowLiteral, sameKey } from './expressions.ts';
import type { Touched, WatchedTable } from './run-watched.ts';

/** Copies are temporary, and gone once they have been compared. */
function copyName(index: number): string {
  return `abendbook_before_${index}`;
}

/** Copies a table's rows, to be compared afterwards. */
export async function copyBefore(
  { store, db }: SchemaSession,
  { name, columns, key }: WatchedTable,
  index: number,
): Promise<void> {
  const copy = sql.id(copyName(index));
  await sql`create temp table ${copy} as select ${columnList([...new Set([...key, ...columns])])} from ${sql.id(name)}`.execute(
    db,
  );
  if (key.length === 0) return;
  const byKey = `${copyName(index)}_by_key`;
  const inTemporary = store.engine === 'sqlite' ? sql.id('temp', byKey) : sql.id(byKey);
  await sql`create index ${inTemporary} on ${copy} (${columnList(key)})`.execute(db);
}

/** What has become of a table since it was copied; null when nothing has. Without a key any difference counts as rows that came and went. */
export async function compareAfter(
  session: SchemaSession,
  table: WatchedTable,
  index: number,
): Promise<Touched | null> {
  const touched = await compare(session, table, index);
  await sql`drop table ${sql.id(copyName(index))}`.execute(session.db);
  return touched;
}

async function compare(
  session: SchemaSession,
  { name, columns, key }: WatchedTable,
  index: number,
): Promise<Touched | null> {
  const { engine } = session.store;
  const copy = sql.id(copyName(index));
  const table = sql.id(name);
  const finds = async (query: RawBuilder<unknown>): Promise<boolean> =>
    (await query.execute(session.db)).rows.length > 0;
  if (key.length === 0) {
    const rows = (from: RawBuilder<unknown>): RawBuilder<unknown> =>
      sql`select ${rowLiteral(engine, columns, 'r')}, count(*) from ${from} as r group by 1`;
    const differs =
      (await finds(sql`select * from (${rows(copy)} except ${rows(table)}) as d limit 1`)) ||
      (await finds(sql`select * from (${rows(table)} except ${rows(copy)}) as d limit 1`));
    return differs ? { columns: [], inserted: true, deleted: true } : null;
  }
  const lacks = (one: RawBuilder<unknown>, other: RawBuilder<unknown>): RawBuilder<unknown> =>
    sql`select 1 from ${one} as o where not exists (select 1 from ${other} as p where ${sameKey(key, 'p', 'o')}) limit 1`;
  const others = columns.filter((column) => !key.includes(column));
  const differences = others.map((column, position) => {
    const was = literal(engine, columnOf(column, 'o'));
    const is = literal(engine, columnOf(column, 'p'));
    return sql`max(case when (${was}) <> (${is}) then 1 else 0 end) as ${sql.id(`changed_${position}`)}`;
  });
  const { rows: found } = await sql<Readonly<Record<string, number | null>>>`
    select ${sql.join([sql`1 as one`, ...differences])} from ${copy} as o join ${table} as p on ${sameKey(key, 'p', 'o')}`.execute(
    session.db,
  );
  const changed = others.filter((_, position) => found[0]?.[`changed_${position}`] === 1);
  const inserted = await finds(lacks(table, copy));
  const deleted = await finds(lacks(copy, table));
  return changed.length > 0 || inserted || deleted ? { columns: changed, inserted, deleted } : null;
}
