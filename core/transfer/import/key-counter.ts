import { sql } from 'kysely';
import { readSequences, restoreSequences } from '../../upgrade/kept/sequences.ts';
import type { RowValue } from '../read/source-record.ts';
import type { ImportContext } from './import-context.ts';
import { countedKey, keyText } from './row-values.ts';

/** Counts the keys of a table up, as its database would. */
export class KeyCounter {
  readonly #context: ImportContext;
  readonly #table: string;
  readonly #column: string;
  #last: bigint;

  private constructor(context: ImportContext, table: string, column: string, last: bigint) {
    this.#context = context;
    this.#table = table;
    this.#column = column;
    this.#last = last;
  }

  static async begin(context: ImportContext, table: string, column: string): Promise<KeyCounter> {
    const { store, db } = context;
    const sequences = await readSequences({ store, db }, table);
    const { rows } = await sql<{ last: string | null }>`
      select cast(max(${sql.id(column)}) as text) as last from ${sql.id(table)}`.execute(db);
    const all = [rows[0]?.last ?? '0', ...sequences.map(({ value }) => value)].map(BigInt);
    const counter = new KeyCounter(
      context,
      table,
      column,
      all.reduce((one, other) => (one > other ? one : other), 0n),
    );
    context.lastly.push(() => counter.#countOn());
    return counter;
  }

  /** Notes a key that a row keeps. */
  keep(key: RowValue): void {
    const text = keyText(key);
    if (!/^-?\d+$/.test(text)) return;
    const value = BigInt(text);
    if (value > this.#last) this.#last = value;
  }

  /** A key that nobody has, beyond those that the source may still want, of which `expected` is the likely largest. */
  next(expected: number): RowValue {
    const floor = BigInt(expected);
    this.#last = (this.#last > floor ? this.#last : floor) + 1n;
    return countedKey(String(this.#last));
  }

  /** Lets the server count on from the last key; SQLite does so by itself. */
  async #countOn(): Promise<void> {
    const { store, db } = this.#context;
    if (store.engine === 'sqlite' || this.#last === 0n) return;
    const last = { column: this.#column, value: String(this.#last), used: true };
    await restoreSequences({ store, db }, this.#table, [last]);
  }
}
