import type Sqlite from 'better-sqlite3';
import { sql } from 'kysely';
import type { TransferTable } from '../tables/describe-tables.ts';
import type { ProblemKind } from '../transfer-types.ts';
import type { ImportContext } from './import-context.ts';
import type { RowValues } from './known-rows.ts';
import { boundValue } from './row-values.ts';

/** Why a table did not take a row. */
export interface Refusal {
  readonly kind: ProblemKind;
  readonly reason: string;
}

/** So many rows go into one statement of a server. */
const rowsPerStatement = 100;

/** Writes rows that a table may refuse: each that it does not take is told, and the rest is written. */
export class RowStore {
  readonly #context: ImportContext;
  readonly #table: TransferTable;
  readonly #prepared = new Map<string, Sqlite.Statement>();

  constructor(context: ImportContext, table: TransferTable) {
    this.#context = context;
    this.#table = table;
  }

  /** Returns, row by row, why it was refused, or null. */
  async insert(rows: readonly RowValues[]): Promise<readonly (Refusal | null)[]> {
    const { store } = this.#context;
    if (store.engine === 'sqlite') return rows.map((row) => this.#insertOne(store.connection, row));
    const outcomes: (Refusal | null)[] = [];
    for (const alike of runsOfAlike(rows)) {
      const refusal = await this.#attempt(() => this.#insertMany(alike));
      if (refusal === null) outcomes.push(...alike.map(() => null));
      else if (alike.length === 1) outcomes.push(refusal);
      else for (const row of alike) outcomes.push(await this.#attempt(() => this.#insertMany([row])));
    }
    return outcomes;
  }

  /** Sets columns of the row that has a key. */
  async update(key: RowValues, changes: RowValues): Promise<Refusal | null> {
    const set = Object.entries(changes).map(
      ([name, value]) => sql`${sql.id(name)} = ${this.#bound(name, value)}`,
    );
    const where = Object.entries(key).map(
      ([name, value]) => sql`${sql.id(name)} = ${this.#bound(name, value)}`,
    );
    if (set.length === 0) return null;
    const statement = sql`update ${sql.id(this.#table.name)} set ${sql.join(set)} where ${sql.join(where, sql` and `)}`;
    return this.#attempt(async () => void (await statement.execute(this.#context.db)));
  }

  #insertOne(connection: Sqlite.Database, row: RowValues): Refusal | null {
    const names = Object.keys(row);
    const text = `INSERT INTO ${quoted(this.#table.name)} (${names.map(quoted).join(', ')}) VALUES (${names.map(() => '?').join(', ')})`;
    const statement = this.#prepared.get(text) ?? connection.prepare(text);
    this.#prepared.set(text, statement);
    try {
      statement.run(Object.values(row).map((value) => boundValue(value) ?? null));
      return null;
    } catch (caught) {
      return refusalOf(caught);
    }
  }

  async #insertMany(rows: readonly RowValues[]): Promise<void> {
    const names = Object.keys(rows[0] ?? {});
    const values = rows.map((row) => sql`(${sql.join(names.map((name) => this.#bound(name, row[name])))})`);
    await sql`insert into ${sql.id(this.#table.name)} (${sql.join(names.map((name) => sql.id(name)))})
      overriding system value values ${sql.join(values)}`.execute(this.#context.db);
  }

  #bound(name: string, value: unknown) {
    const bound = boundValue(value) ?? null;
    if (this.#context.store.engine === 'sqlite') return sql`${bound}`;
    const column = this.#table.columns.find((one) => one.name === name);
    return sql`${bound}::${sql.raw(column?.type ?? 'text')}`;
  }

  /** On a server a statement that fails would end the whole transaction. */
  async #attempt(work: () => Promise<void>): Promise<Refusal | null> {
    const { store, db } = this.#context;
    const isServer = store.engine === 'postgresql';
    if (isServer) await sql`savepoint import_row`.execute(db);
    try {
      await work();
      if (isServer) await sql`release savepoint import_row`.execute(db);
      return null;
    } catch (caught) {
      const refusal = refusalOf(caught);
      if (isServer) await sql`rollback to savepoint import_row`.execute(db);
      return refusal;
    }
  }
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Neighbours that have the same columns, as many as fit into a statement. */
function runsOfAlike(rows: readonly RowValues[]): readonly (readonly RowValues[])[] {
  const runs: RowValues[][] = [];
  let columns = '';
  for (const row of rows) {
    const own = Object.keys(row).join('\0');
    const last = runs.at(-1);
    if (last !== undefined && own === columns && last.length < rowsPerStatement) last.push(row);
    else runs.push([row]);
    columns = own;
  }
  return runs;
}

/** What an engine says of a row that it does not take; anything else is thrown. */
function refusalOf(caught: unknown): Refusal {
  if (!(caught instanceof Error) || !('code' in caught) || typeof caught.code !== 'string') throw caught;
  const { code, message } = caught;
  const detail =
    'detail' in caught && typeof caught.detail === 'string' ? `${message}: ${caught.detail}` : message;
  const reason = `The table does not take it: ${detail.replace(/\.$/, '')}.`;
  if (/^(?:SQLITE_CONSTRAINT_(?:UNIQUE|PRIMARYKEY|ROWID)|23505)$/.test(code))
    return { kind: 'not-unique', reason };
  if (/^(?:SQLITE_CONSTRAINT_FOREIGNKEY|23503)$/.test(code)) return { kind: 'missing-reference', reason };
  if (/^(?:SQLITE_CONSTRAINT|SQLITE_MISMATCH|SQLITE_TOOBIG|22|23|P0001$)/.test(code))
    return { kind: 'invalid-value', reason };
  throw caught;
}
