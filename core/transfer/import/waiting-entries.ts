import { sql } from 'kysely';
import { insertRows } from '../../store/many-rows.ts';
import type { ImportContext } from './import-context.ts';
import type { PreparedEntry } from './prepared-record.ts';

const chunk = 200;

/** Records that wait for the end of the source, in a temporary table: there may be as many as it has. */
export class WaitingEntries {
  readonly #context: ImportContext;
  readonly #insert = insertRows('import_waiting', { position: 'int', record: 'text' });
  #count = 0;
  #taken = 0;

  constructor(context: ImportContext) {
    this.#context = context;
  }

  async add(records: readonly PreparedEntry[]): Promise<void> {
    if (records.length === 0) return;
    const { db, rows, store } = this.#context;
    if (this.#count === 0) {
      const ending = sql.raw(store.engine === 'sqlite' ? '' : 'on commit drop');
      await sql`create temporary table import_waiting (position integer not null primary key, record text not null) ${ending}`.execute(
        db,
      );
    }
    const first = this.#count + 1;
    this.#count += records.length;
    await rows.write(
      this.#insert,
      records.map((record, at) => [first + at, JSON.stringify(record)]),
    );
  }

  /** In the order in which they came, each once however often this is called. */
  async *take(): AsyncGenerator<readonly PreparedEntry[]> {
    while (this.#taken < this.#count) {
      const done = this.#taken;
      this.#taken = Math.min(done + chunk, this.#count);
      const { rows } = await sql<{ record: string }>`
        select record from import_waiting where position > ${done} and position <= ${this.#taken}
        order by position`.execute(this.#context.db);
      yield rows.map(({ record }) => JSON.parse(record) as PreparedEntry);
    }
  }
}
