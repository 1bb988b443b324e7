import type { Migration } from '../../../migrations/migration.ts';
import { KnowledgeError } from '../../failure.ts';
import { runScript, type SchemaSession } from '../schema-access.ts';
import { scriptFacts } from '../script-facts.ts';
import type { KeptColumn } from './kept-tables.ts';
import { tryOut } from './savepoint.ts';
import { readShape, type SchemaShape, type TableShape } from './schema-shape.ts';
import { refuseLostIndexes } from './virtual-tables.ts';
import { watchRows, type Observation, type Touched } from './watch-rows.ts';

/** What undoing a step would lose, were it not kept. */
export interface Losses {
  /** Tables that vanish. */
  readonly tables: readonly TableShape[];
  /** Tables that stay and out of which `down` takes rows. */
  readonly rows: readonly TableShape[];
  /** Tables that stay, with the columns that vanish or are rewritten. */
  readonly values: readonly { readonly table: TableShape; readonly columns: readonly KeptColumn[] }[];
  /** See `KeptTable`. */
  readonly flows: boolean;
  /** What `up` makes must be known, to tell it from what is kept. */
  readonly tryUp: boolean;
  /** `up` makes the same of the same rows: what it makes just so again need not be kept. */
  readonly isRepeatable: boolean;
}

/**
 * Tries out what undoing a step does, and takes it back. Throws a `KnowledgeError` of kind migration-failed where it would change rows that could not be
 * brought back: of a table that it does not name, or of one without a key.
 */
export async function findLosses(session: SchemaSession, migration: Migration): Promise<Losses> {
  const { engine } = session.store;
  const run = (script: Migration['up']) => (): Promise<void> =>
    runScript(session.store, session.db, script[engine]);
  if (session.store.engine === 'sqlite') refuseLostIndexes(session.store, migration);
  const before = await readShape(session);
  const down = await watchRows(session, run(migration.down));
  refuseUndeclared(migration, down.touched);
  const facts = scriptFacts(migration.up[engine], engine);
  const up: Observation['touched'] = facts.changesRows
    ? await tryOut(session, async () => {
        await run(migration.down)();
        return (await watchRows(session, run(migration.up))).touched;
      })
    : new Map();

  const tables = [...before.values()].filter(({ name }) => !down.after.has(name));
  const values = [...before.values()].flatMap((table) => {
    const after = down.after.get(table.name);
    if (after === undefined) return [];
    const columns = lostColumns(migration, table, after, up.get(table.name)?.columns ?? []);
    return columns.length === 0 ? [] : [{ table, columns }];
  });
  for (const { table, columns } of values) refuseUnkeyed(migration, table, columns, down.after);
  const rows = [...before.values()].filter(({ name }) => down.touched.get(name)?.deleted);
  for (const table of rows) refuseUnkeyed(migration, table, [], down.after);
  const rewrites = down.touched.size > 0 || up.size > 0;
  const flows = makesAnything(before, down.after) || (rewrites && facts.isRepeatable);
  return { tables, rows, values, flows, tryUp: flows || facts.changesRows, isRepeatable: facts.isRepeatable };
}

function lostColumns(
  { rewrites = [] }: Migration,
  table: TableShape,
  after: TableShape,
  rewrittenByUp: readonly string[],
): readonly KeptColumn[] {
  const declared = rewrites
    .filter(({ table: name }) => name === table.name)
    .flatMap(({ columns }) => columns);
  const rewritten = new Set([...declared, ...rewrittenByUp]);
  return table.columns
    .map((name) => ({ name, stays: after.columns.includes(name) }))
    .filter(({ name, stays }) => !stays || rewritten.has(name));
}

/** Undoing makes tables or columns of its own: what was in those that vanish may go on living there. */
function makesAnything(before: SchemaShape, after: SchemaShape): boolean {
  return [...after.values()].some(({ name, columns }) => {
    const former = before.get(name);
    return former === undefined || columns.some((column) => !former.columns.includes(column));
  });
}

function refuseUndeclared(
  { version, rewrites = [] }: Migration,
  touched: ReadonlyMap<string, Touched>,
): void {
  for (const [table, { columns, inserted, deleted }] of touched) {
    const declared = rewrites.filter((rewrite) => rewrite.table === table);
    const named = new Set(declared.flatMap((rewrite) => rewrite.columns));
    const unnamed = columns.filter((column) => !named.has(column));
    if (unnamed.length > 0)
      throw refusal(
        version,
        `changes ${list(unnamed)} of the table ${table} without saying so`,
        `Name them in “rewrites”.`,
      );
    if (inserted)
      throw refusal(
        version,
        `adds rows to the table ${table}, which stays`,
        'It may only change or remove them.',
      );
    if (deleted && declared.length === 0)
      throw refusal(
        version,
        `removes rows of the table ${table} without saying so`,
        `Name the table in “rewrites”.`,
      );
  }
}

/** Without a key nobody can say which row a value belongs to. */
function refuseUnkeyed(
  { version }: Migration,
  { name, key }: TableShape,
  columns: readonly KeptColumn[],
  after: SchemaShape,
): void {
  const names = columns.map((column) => column.name);
  if (key.length === 0 || !key.every((column) => after.get(name)?.columns.includes(column)))
    throw refusal(
      version,
      `takes ${list(names) || 'rows'} from the table ${name}, which has no primary key to bring them back by`,
      'Give it one first.',
    );
  const rewrittenKey = key.filter((column) => names.includes(column));
  if (rewrittenKey.length > 0)
    throw refusal(version, `changes the primary key of the table ${name}`, 'Leave the key as it is.');
}

function refusal(version: string, what: string, wayOut: string): KnowledgeError {
  return new KnowledgeError({
    kind: 'migration-failed',
    message: `The step ${version} was not undone: its way back ${what}, and what was there could not be brought back.`,
    recovery: `Nothing was changed. ${wayOut}`,
  });
}

function list(names: readonly string[]): string {
  return names.join(', ');
}
