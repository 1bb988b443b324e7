import { sql } from 'kysely';
import type { Migration } from '../../../migrations/migration.ts';
import { KnowledgeError } from '../../failure.ts';
import { engineFailure } from '../migration-lock.ts';
import { runScript, type SchemaSession } from '../schema-access.ts';
import { all } from './expressions.ts';
import type { Losses } from './find-losses.ts';
import { findMade, removedColumns, type Findings, type Made } from './find-made.ts';
import { foresee } from './foresee.ts';
import { keepValues } from './keep.ts';
import { freeName, type KeptDraft, type KeptRowsDraft } from './kept-tables.ts';
import { refuseUnkeyed } from './refuse-way-back.ts';
import { runWatched } from './run-watched.ts';
import { tryOut } from './savepoint.ts';

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
  const { rewrites = [] } = migration;
  if (!movesOn && !up.changesRows && rewrites.length === 0) return { kept, flows: false };
  const keeping = await tryUp(session, migration, kept, { up, movesOn }).catch((caught: unknown) => {
    if (caught instanceof KnowledgeError || engineFailure(session.store, caught) !== null) throw caught;
    return null;
  });
  // It does not run again as it is: what is kept waits until the step has been mended, and then wins.
  return keeping ?? { kept, flows: movesOn };
}

async function tryUp(
  session: SchemaSession,
  migration: Migration,
  kept: readonly KeptDraft[],
  { up, movesOn }: Pick<Losses, 'up' | 'movesOn'>,
): Promise<Keeping> {
  const { rewrites = [], version } = migration;
  const script = migration.up[session.store.engine];
  const run = (): Promise<void> => runScript(session.store, session.db, script);
  const foresight = await foresee(session, script);
  const found = (drafts: readonly KeptDraft[], flows: boolean): Promise<Findings> =>
    findMade(session, drafts, { flows, compares: flows && up.isRepeatable });
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
  const everything = [...kept, ...more];
  const flows = movesOn || up.isRepeatable;
  const findings = await tryOut(session, async () => {
    await run();
    return found(everything, flows);
  });
  return writeDown(session, version, everything, flows, findings);
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
