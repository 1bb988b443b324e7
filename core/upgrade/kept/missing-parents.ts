import { sql } from 'kysely';
import type { SchemaSession } from '../schema-access.ts';
import { all, columnOf } from './expressions.ts';
import type { KeptRowsOf } from './kept-tables.ts';
import type { ForeignKey, TableShape } from './schema-shape.ts';

/** Kept rows with the table that they are to come back to. */
export interface Returning {
  readonly kept: KeptRowsOf;
  readonly table: TableShape;
}

/**
 * Marks the kept rows that point to a row which is neither there nor about to come back, and those that point to such ones in turn.
 * `returning` are the tables whose rows have not come back yet.
 */
export async function markMissingParents(
  session: SchemaSession,
  returning: readonly Returning[],
): Promise<void> {
  await indexParents(session, returning);
  let marked;
  do {
    marked = 0;
    for (const one of returning)
      for (const key of one.table.foreignKeys) marked += await markOrphans(session, one, key, returning);
  } while (marked > 0);
}

async function markOrphans(
  { db }: SchemaSession,
  { kept }: Returning,
  { columns, parent, parentColumns }: ForeignKey,
  returning: readonly Returning[],
): Promise<number> {
  // A column that was not kept will be empty, and so points nowhere.
  if (!columns.every((column) => kept.columns.includes(column))) return 0;
  const child = kept.keptTable;
  const pointsTo = (alias: string) =>
    all(
      parentColumns.map(
        (name, index) => sql`${columnOf(name, alias)} = ${sql.id(child, columns[index] ?? '')}`,
      ),
    );
  const lacks = [sql`not exists (select 1 from ${sql.id(parent)} as p where ${pointsTo('p')})`];
  const candidates = returning.find(({ table }) => table.name === parent)?.kept;
  if (candidates !== undefined && parentColumns.every((name) => candidates.columns.includes(name))) {
    lacks.push(sql`not exists (select 1 from ${sql.id(candidates.keptTable)} as q
      where ${columnOf(`${candidates.prefix}reason`, 'q')} is null and ${pointsTo('q')})`);
  }
  const reason = sql.id(`${kept.prefix}reason`);
  const { numAffectedRows } = await sql`
    update ${sql.id(child)} set ${reason} = ${`The row of ${parent} that it belongs to is not there any more.`}
    where ${reason} is null and ${all(columns.map((column) => sql`${sql.id(child, column)} is not null`))}
      and ${all(lacks)}`.execute(db);
  return Number(numAffectedRows ?? 0);
}

/** Looking each parent up in turn would take for ever without. */
async function indexParents({ db }: SchemaSession, returning: readonly Returning[]): Promise<void> {
  for (const { kept, table } of returning) {
    const referenced = new Set(
      returning
        .flatMap((child) => child.table.foreignKeys)
        .filter(
          ({ parent, parentColumns }) =>
            parent === table.name && parentColumns.every((name) => kept.columns.includes(name)),
        )
        .map(({ parentColumns }) => JSON.stringify(parentColumns)),
    );
    for (const [index, columns] of [...referenced].entries()) {
      const names = (JSON.parse(columns) as readonly string[]).map((name) => sql.id(name));
      await sql`create index if not exists ${sql.id(`kept_${kept.id}_${index}`)} on ${sql.id(kept.keptTable)} (${sql.join(names)})`.execute(
        db,
      );
    }
  }
}
