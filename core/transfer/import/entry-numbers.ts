import { sql } from 'kysely';
import { readSequences, restoreSequences } from '../../upgrade/kept/sequences.ts';
import type { ImportContext } from './import-context.ts';

/** Gives entries the numbers of their labels, those that they had where they come from as far as nobody here has them. */
export class EntryNumbers {
  readonly #context: ImportContext;
  #last: number;

  private constructor(context: ImportContext, last: number) {
    this.#context = context;
    this.#last = last;
  }

  static async begin(context: ImportContext): Promise<EntryNumbers> {
    const { store, db } = context;
    const [sequence] = await readSequences({ store, db }, 'kb_entries');
    const { rows } = await sql<{ last: number | null }>`select max(number) as last from kb_entries`.execute(
      db,
    );
    const last = Math.max(Number(sequence?.value ?? 0), rows[0]?.last ?? 0);
    const numbers = new EntryNumbers(context, last);
    context.lastly.push(() => numbers.#countOn());
    return numbers;
  }

  /**
   * One number for each wanted one. Where it is taken, or none is wanted, a new one: beyond those that the source may still want, of which `expected` is the
   * likely largest.
   */
  async choose(wanted: readonly (number | null)[], expected: number): Promise<readonly number[]> {
    const given = await this.#given(wanted);
    return wanted.map((number) => {
      const chosen = number !== null && !given.has(number) ? number : this.#fresh(number, expected);
      given.add(chosen);
      this.#last = Math.max(this.#last, chosen);
      return chosen;
    });
  }

  #fresh(wanted: number | null, expected: number): number {
    return Math.max(this.#last, wanted === null ? 0 : expected) + 1;
  }

  /** Those of the wanted numbers that entries here have. */
  async #given(wanted: readonly (number | null)[]): Promise<Set<number>> {
    const doubtful = wanted.filter((number) => number !== null && number <= this.#last);
    if (doubtful.length === 0) return new Set();
    const rows = await this.#context.db
      .selectFrom('kb_entries')
      .select('number')
      .where('number', 'in', doubtful)
      .execute();
    return new Set(rows.map(({ number }) => number));
  }

  /** Lets the server count on from the last number; SQLite does so by itself. */
  async #countOn(): Promise<void> {
    const { store, db } = this.#context;
    if (store.engine === 'sqlite' || this.#last === 0) return;
    const last = { column: 'number', value: String(this.#last), used: true };
    await restoreSequences({ store, db }, 'kb_entries', [last]);
  }
}
