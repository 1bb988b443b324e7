import { sql, type RawBuilder } from 'kysely';
import type { SchemaSession } from '../schema-access.ts';
import { columnOf, literal, rowLiteral, sameKey } from './expressions.ts';
import type { KeptDraft, KeptRowsDraft, KeptValuesDraft } from './kept-tables.ts';
import { readShape, type SchemaShape } from './schema-shape.ts';

/** Where `up` would make something else than what is kept, or, with null, nothing at all; by the number of the kept row. */
export interface Made {
  readonly kept: KeptDraft;
  readonly column: string;
  readonly exceptions: readonly { readonly number: number; readonly made: string | null }[];
}

export interface Findings {
  readonly made: readonly Made[];
  readonly removed: readonly { readonly kept: KeptRowsDraft; readonly rows: readonly string[] }[];
}

/** After `up` was tried out: what it made in the place of what is kept, and what it made that the user had removed. */
export async function findMade(
  session: SchemaSession,
  kept: readonly KeptDraft[],
  { flows, compares }: { readonly flows: boolean; readonly compares: boolean },
): Promise<Findings> {
  const shape = await readShape(session);
  const made: Made[] = [];
  const removed: { kept: KeptRowsDraft; rows: readonly string[] }[] = [];
  for (const one of kept) {
    if (one.kind === 'removed') continue;
    if (one.kind === 'table')
      removed.push({ kept: one, rows: await removedRows(session, one, shape, flows) });
    if (!compares) continue;
    made.push(
      ...(one.kind === 'values' ? await madeValues(session, one) : await madeRows(session, one, shape)),
    );
  }
  return { made, removed };
}

async function madeValues(session: SchemaSession, kept: KeptValuesDraft): Promise<readonly Made[]> {
  const { engine } = session.store;
  const made: Made[] = [];
  for (const [index, { name }] of kept.columns.entries()) {
    const now = literal(engine, columnOf(name, 't'));
    const was = literal(engine, columnOf(`${kept.prefix}value_${index}`, 'k'));
    const exceptions = await exceptionsOf(session, kept, now, was, sameKey(kept.key, 't', 'k'));
    made.push({ kept, column: `${kept.prefix}made_${index}`, exceptions });
  }
  return made;
}

async function madeRows(
  session: SchemaSession,
  kept: KeptRowsDraft,
  shape: SchemaShape,
): Promise<readonly Made[]> {
  const table = shape.get(kept.table);
  if (table === undefined || !kept.columns.every((column) => table.columns.includes(column))) return [];
  if (await isEmpty(session, kept.table)) return [];
  const { engine } = session.store;
  const now = rowLiteral(engine, kept.columns, 't');
  const was = rowLiteral(engine, kept.columns, 'k');
  const matches = kept.key.length > 0 ? sameKey(kept.key, 't', 'k') : sql`(${now}) = (${was})`;
  return [
    { kept, column: `${kept.prefix}made`, exceptions: await exceptionsOf(session, kept, now, was, matches) },
  ];
}

async function exceptionsOf(
  { db }: SchemaSession,
  { prefix, keptTable, table }: KeptDraft,
  now: RawBuilder<unknown>,
  was: RawBuilder<unknown>,
  matches: RawBuilder<unknown>,
): Promise<Made['exceptions']> {
  const { rows } = await sql<{ number: number | string; made: string | null }>`
    select ${columnOf(`${prefix}number`, 'k')} as number, case when t.is_made = 1 then ${now} end as made
    from ${sql.id(keptTable)} as k left join (select t0.*, 1 as is_made from ${sql.id(table)} as t0) as t on ${matches}
    where t.is_made is null or (${now}) <> (${was})`.execute(db);
  return rows.map(({ number, made }) => ({ number: Number(number), made }));
}

async function isEmpty({ db }: SchemaSession, table: string): Promise<boolean> {
  return (await sql`select 1 from ${sql.id(table)} limit 1`.execute(db)).rows.length === 0;
}

/** Rows that `up` makes, and that are not there any more: the user has removed them. */
async function removedRows(
  session: SchemaSession,
  kept: KeptRowsDraft,
  shape: SchemaShape,
  flows: boolean,
): Promise<readonly string[]> {
  if (!shape.has(kept.table)) return [];
  const { engine } = session.store;
  const key = kept.key.length > 0 ? kept.key : kept.columns;
  const { rows } = await sql<{ made: string }>`
    select ${rowLiteral(engine, removedColumns(kept, flows), 't')} as made from ${sql.id(kept.table)} as t
    where (${rowLiteral(engine, key, 't')}) not in (select ${rowLiteral(engine, key, 'k')} from ${sql.id(kept.keptTable)} as k)`.execute(
    session.db,
  );
  return rows.map(({ made }) => made);
}

/** Where rows may have come by way of the older schema, the same key is not enough to say that `up` made it by itself. */
export function removedColumns({ key, columns }: KeptRowsDraft, flows: boolean): readonly string[] {
  return flows || key.length === 0 ? columns : key;
}
