import { sql, type RawBuilder } from 'kysely';
import type { SchemaSession } from '../schema-access.ts';
import { columnList, columnOf, sameKey } from './expressions.ts';
import type { Losses } from './find-losses.ts';
import {
  freeName,
  freePrefix,
  type KeptColumn,
  type KeptDraft,
  type KeptRowsDraft,
  type KeptValuesDraft,
} from './kept-tables.ts';
import type { TableShape } from './schema-shape.ts';
import { readSequences } from './sequences.ts';

/** Copies what undoing a step loses, before it is undone. Returns where it was put. */
export async function keepLosses(
  session: SchemaSession,
  version: string,
  losses: Losses,
): Promise<readonly KeptDraft[]> {
  const kept: KeptDraft[] = [];
  for (const table of losses.tables) kept.push(await keepRows(session, version, table, 'table'));
  for (const table of losses.rows) kept.push(await keepRows(session, version, table, 'rows'));
  for (const { table, columns } of losses.values)
    kept.push(await keepValues(session, version, table, columns));
  return kept;
}

async function keepRows(
  session: SchemaSession,
  version: string,
  table: TableShape,
  kind: KeptRowsDraft['kind'],
): Promise<KeptRowsDraft> {
  const prefix = freePrefix(table.columns);
  const keptTable = await freeName(session, version, table.name);
  await copyInto(session, {
    keptTable,
    number: `${prefix}number`,
    texts: [`${prefix}reason`, `${prefix}made`],
    columns: table.columns.map((name) => ({ name, value: columnOf(name) })),
    from: table.name,
  });
  return {
    kind,
    version,
    table: table.name,
    keptTable,
    prefix,
    key: table.key,
    columns: table.columns,
    sequences: kind === 'table' ? await readSequences(session, table.name) : [],
  };
}

/** Copies the values of some columns of a table, with its key. */
export async function keepValues(
  session: SchemaSession,
  version: string,
  table: TableShape,
  columns: readonly KeptColumn[],
): Promise<KeptValuesDraft> {
  const prefix = freePrefix(table.key);
  const keptTable = await freeName(session, version, table.name);
  const named = (what: string) =>
    columns.map(({ name }, index) => ({ name: `${prefix}${what}_${index}`, value: columnOf(name) }));
  await copyInto(session, {
    keptTable,
    number: `${prefix}number`,
    texts: [
      `${prefix}reason`,
      ...columns.flatMap((_, index) => [`${prefix}made_${index}`, `${prefix}state_${index}`]),
    ],
    columns: [
      ...table.key.map((name) => ({ name, value: columnOf(name) })),
      ...named('value'),
      // What `down` makes of it; until it has run, what it is now.
      ...named('after'),
    ],
    from: table.name,
  });
  return { kind: 'values', version, table: table.name, keptTable, prefix, key: table.key, columns };
}

interface Copy {
  readonly keptTable: string;
  readonly number: string;
  readonly texts: readonly string[];
  readonly columns: readonly { readonly name: string; readonly value: RawBuilder<unknown> }[];
  readonly from: string;
}

/**
 * Columns of a kept table have no type on SQLite, so that every value stays exactly what it is there, and the type that they had on PostgreSQL. The number
 * gives each row a name of its own; a reason says why it could not come back.
 */
async function copyInto({ store, db }: SchemaSession, copy: Copy): Promise<void> {
  const { number, texts, columns } = copy;
  const kept = sql.id(copy.keptTable);
  const names = columnList(columns.map(({ name }) => name));
  const values = sql.join(columns.map(({ value }) => value));
  const from = sql.id(copy.from);
  if (store.engine === 'sqlite') {
    const textColumns = sql.join(texts.map((name) => sql`${sql.id(name)} text`));
    await sql`create table ${kept} (${sql.id(number)} integer primary key, ${textColumns}, ${names})`.execute(
      db,
    );
    await sql`insert into ${kept} (${names}) select ${values} from ${from}`.execute(db);
    return;
  }
  const textColumns = sql.join(texts.map((name) => sql`null::text as ${sql.id(name)}`));
  const named = sql.join(columns.map(({ name, value }) => sql`${value} as ${sql.id(name)}`));
  await sql`create table ${kept} as
    select row_number() over () as ${sql.id(number)}, ${textColumns}, ${named} from ${from}`.execute(db);
  await sql`alter table ${kept} add primary key (${sql.id(number)})`.execute(db);
}

/** Notes, once a step is undone, what has become of values that the older schema has too, and lets go of rows that are there as before. */
export async function noteAfter({ db }: SchemaSession, kept: readonly KeptDraft[]): Promise<void> {
  for (const one of kept) {
    const isSame = (alias: string): RawBuilder<unknown> => sameKey(one.key, alias, one.keptTable);
    if (one.kind === 'rows') {
      await sql`delete from ${sql.id(one.keptTable)}
        where exists (select 1 from ${sql.id(one.table)} as t where ${isSame('t')})`.execute(db);
    }
    if (one.kind !== 'values') continue;
    const set = one.columns.map(({ name, stays }, index) => {
      const value = sql`(select ${columnOf(name, 't')} from ${sql.id(one.table)} as t where ${isSame('t')})`;
      return sql`${sql.id(`${one.prefix}after_${index}`)} = ${stays ? value : sql`null`}`;
    });
    await sql`update ${sql.id(one.keptTable)} set ${sql.join(set)}`.execute(db);
  }
}
