import type Sqlite from 'better-sqlite3';
import { CompiledQuery, type Kysely } from 'kysely';
import type { Schema } from './schema.ts';
import type { Store } from './store.ts';

/** A server is sent so many at once. */
const rowsPerStatement = 5_000;

/** A value as both engines bind it. */
export type BoundValue = string | number | bigint | Buffer | null;

/** One statement for many rows, in the words of each engine. */
export interface ManyRows {
  /** For one row: a `?` for each value. */
  readonly sqlite: string;
  /** For all rows at once: `$1`, `$2` … are arrays, one for each column. */
  readonly postgresql: string;
  /** PostgreSQL's types of the columns are part of its statement; this is how many there are. */
  readonly columns: number;
}

/** The statement that inserts rows into a table. `types` are PostgreSQL's, by column; `then` is what follows, such as `ON CONFLICT …`. */
export function insertRows(
  table: string,
  types: Readonly<Record<string, string>>,
  then: string = '',
): ManyRows {
  const names = Object.keys(types).map(quoted);
  const into = `INSERT INTO ${table} (${names.join(', ')})`;
  const arrays = Object.values(types).map((type, index) => `$${index + 1}::${type}[]`);
  return {
    sqlite: `${into} VALUES (${names.map(() => '?').join(', ')}) ${then}`,
    postgresql: `${into} SELECT * FROM unnest(${arrays.join(', ')}) ${then}`,
    columns: names.length,
  };
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A query for many keys, in the words of each engine. */
export interface ManyKeys {
  /** For one key, `?`. */
  readonly sqlite: string;
  /** For all keys at once: `$1` is their array. */
  readonly postgresql: string;
}

/** Writes and finds many rows inside the transaction that `db` holds: on SQLite by statements that are prepared once, on PostgreSQL by one statement for all. */
export class ManyRowsSession {
  readonly #store: Store;
  readonly #db: Kysely<Schema>;
  readonly #prepared = new Map<string, Sqlite.Statement>();

  constructor(store: Store, db: Kysely<Schema>) {
    this.#store = store;
    this.#db = db;
  }

  async write(statement: ManyRows, rows: readonly (readonly BoundValue[])[]): Promise<void> {
    if (rows.length === 0) return;
    if (this.#store.engine === 'sqlite') {
      const prepared = this.#prepare(this.#store.connection, statement.sqlite);
      for (const row of rows) prepared.run(row);
      return;
    }
    for (let start = 0; start < rows.length; start += rowsPerStatement) {
      const some = rows.slice(start, start + rowsPerStatement);
      const columns = Array.from({ length: statement.columns }, (_, at) => some.map((row) => row[at]));
      await this.#db.executeQuery(CompiledQuery.raw(statement.postgresql, columns));
    }
  }

  /** The rows that answer to any of the keys. */
  async find<T>(query: ManyKeys, keys: readonly BoundValue[]): Promise<readonly T[]> {
    if (keys.length === 0) return [];
    if (this.#store.engine === 'sqlite') {
      const prepared = this.#prepare(this.#store.connection, query.sqlite);
      return keys.flatMap((key) => prepared.all(key) as T[]);
    }
    return (await this.#db.executeQuery<T>(CompiledQuery.raw(query.postgresql, [keys]))).rows;
  }

  #prepare(connection: Sqlite.Database, text: string): Sqlite.Statement {
    const known = this.#prepared.get(text);
    if (known !== undefined) return known;
    const prepared = connection.prepare(text);
    this.#prepared.set(text, prepared);
    return prepared;
  }
}
