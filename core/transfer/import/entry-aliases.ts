import { sql } from 'kysely';
import { insertRows } from '../../store/many-rows.ts';
import type { ImportContext } from './import-context.ts';

const byId = {
  sqlite: 'SELECT id, number FROM import_aliases WHERE id = ?',
  postgresql: 'SELECT id, number FROM import_aliases WHERE id = ANY ($1::text[])',
} as const;

/** Ids of the source that stand for an entry which has another id here, in a temporary table. */
export class EntryAliases {
  readonly #context: ImportContext;
  readonly #insert = insertRows(
    'import_aliases',
    { id: 'text', number: 'int' },
    'ON CONFLICT (id) DO UPDATE SET number = excluded.number',
  );
  #isMade = false;

  constructor(context: ImportContext) {
    this.#context = context;
  }

  async add(aliases: readonly { readonly id: string; readonly number: number }[]): Promise<void> {
    if (aliases.length === 0) return;
    const { db, rows, store } = this.#context;
    if (!this.#isMade) {
      this.#isMade = true;
      const ending = sql.raw(store.engine === 'sqlite' ? 'without rowid' : 'on commit drop');
      await sql`create temporary table import_aliases (
        id text not null primary key, number integer not null) ${ending}`.execute(db);
    }
    await rows.write(
      this.#insert,
      aliases.map(({ id, number }) => [id, number]),
    );
  }

  /** The numbers of the entries that these ids stand for. */
  async numbersOf(ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
    if (!this.#isMade) return new Map();
    const rows = await this.#context.rows.find<{ id: string; number: number }>(byId, ids);
    return new Map(rows.map(({ id, number }) => [id, number]));
  }
}
