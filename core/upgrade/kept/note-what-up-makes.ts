import { sql, type RawBuilder } from 'kysely';
import type { Migration } from '../../../migrations/migration.ts';
import { runScript, type SchemaSession } from '../schema-access.ts';
import { all, columnOf, literal, rowLiteral, sameKey } from './expressions.ts';
import type { Losses } from './find-losses.ts';
import { foresee } from './foresee.ts';
import { keepValues } from './keep.ts';
import { freeName, type KeptDraft, type KeptRowsDraft, type KeptValuesDraft } from './kept-tables.ts';
import { refuseUnkeyed } from './refuse-way-back.ts';
import { runWatched } from './run-watched.ts';
import { tryOut } from './savepoint.ts';
import { readShape, type SchemaShape } from './schema-shape.ts';

/** Where `up` would make something else than what is kept, or, with null, nothing at all; by the number of the kept row. */
interface Made {
  readonly kept: KeptDraft;
  readonly column: string;
  readonly exceptions: readonly { readonly number: number; readonly made: string | null }[];
}

interface Findings {
  readonly made: readonly Made[];
  readonly removed: readonly { readonly kept: KeptRowsDraft; readonly rows: readonly string[] }[];
}

/** Everything that is kept of a step. */
export interface Keeping {
  readonly kept: readonly KeptDraft[];
  /** See `KeptTable`. */
  readonly flows: boolean;
}

/**
 * Tries out, once a step is undone, what its `up` would make at once. So the next upgrade can tell apart what `up` makes anyway, what was done at the
 * older schema in between, and what the user had changed or removed before. What `up` makes again just as it is kept need not be kept; values that it
 * rewrites although `down` did not are kept, too.
 */
export async function noteWhatUpMakes(
  session: SchemaSession,
  migration: Migration,
  kept: readonly KeptDraft[],
  { up, movesOn }: Losses,
): Promise<Keeping> {
  const { rewrites = [], version } = migration;
  if (!movesOn && !up.changesRows && rewrites.length === 0) return { kept, flows: false };
  const script = migration.up[session.store.engine];
  const run = (): Promise<void> => runScript(session.store, session.db, script);
  const foresight = await foresee(session, script);
  const found = (all: readonly KeptDraft[], flows: boolean): Promise<Findings> =>
    find(session, all, { flows, compares: flows && up.isRepeatable });
  const certain = movesOn || (up.isRepeatable && rewrites.length > 0);

  const first = await tryOut(session, async () => {
    const touched = await runWatched(session, foresight, rewrites, run);
    const rewritten = [...touched].filter(([, { columns }]) => columns.length > 0);
    return { rewritten, findings: await found(kept, certain) };
  });
  if (first.rewritten.length === 0) return writeDown(session, version, kept, certain, first.findings);

  const more: KeptDraft[] = [];
  for (const [name, { columns }] of first.rewritten) {
    const table = foresight.before.get(name);
    if (table === undefined) continue;
    const rewritten = columns.map((column) => ({ name: column, stays: true }));
    refuseUnkeyed(version, table, rewritten, foresight.after);
    more.push(await keepValues(session, version, table, rewritten));
  }
  const all = [...kept, ...more];
  const flows = movesOn || up.isRepeatable;
  const findings = await tryOut(session, async () => {
    await run();
    return found(all, flows);
  });
  return writeDown(session, version, all, flows, findings);
}

async function writeDown(
  session: SchemaSession,
  version: string,
  kept: readonly KeptDraft[],
  flows: boolean,
  { made, removed }: Findings,
): Promise<Keeping> {
  for (const one of made) await note(session, one);
  for (const [one, found] of Map.groupBy(made, (each) => each.kept)) {
    const isItself = all(found.map(({ column }) => sql`${sql.id(column)} = ${itself}`));
    await sql`delete from ${sql.id(one.keptTable)} where ${isItself}`.execute(session.db);
  }
  const more: KeptDraft[] = [];
  for (const one of removed)
    if (one.rows.length > 0) more.push(await keepRemoved(session, version, one.kept, one.rows, flows));
  return { kept: [...kept, ...more], flows };
}

/** In the place of a literal, since none begins so: `up` makes just what is kept. */
const itself = '!';

async function find(
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
function removedColumns({ key, columns }: KeptRowsDraft, flows: boolean): readonly string[] {
  return flows || key.length === 0 ? columns : key;
}

const rowsPerStatement = 500;

function* chunks<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += rowsPerStatement)
    yield items.slice(start, start + rowsPerStatement);
}

async function note({ db }: SchemaSession, { kept, column, exceptions }: Made): Promise<void> {
  await sql`update ${sql.id(kept.keptTable)} set ${sql.id(column)} = ${itself}`.execute(db);
  for (const chunk of chunks(exceptions)) {
    const values = sql.join(chunk.map(({ number, made }) => sql`(${String(number)}, ${made})`));
    await sql`update ${sql.id(kept.keptTable)} set ${sql.id(column)} = cast(v.column2 as text) from (values ${values}) as v
      where ${sql.id(`${kept.prefix}number`)} = cast(v.column1 as bigint)`.execute(db);
  }
}

async function keepRemoved(
  session: SchemaSession,
  version: string,
  kept: KeptRowsDraft,
  rows: readonly string[],
  flows: boolean,
): Promise<KeptDraft> {
  const { table, key } = kept;
  const keptTable = await freeName(session, version, `${table}_removed`);
  await sql`create table ${sql.id(keptTable)} (made text)`.execute(session.db);
  for (const chunk of chunks(rows)) {
    await sql`insert into ${sql.id(keptTable)} (made) values ${sql.join(chunk.map((made) => sql`(${made})`))}`.execute(
      session.db,
    );
  }
  return {
    kind: 'removed',
    version,
    table,
    keptTable,
    prefix: '',
    key,
    columns: removedColumns(kept, flows),
  };
}
