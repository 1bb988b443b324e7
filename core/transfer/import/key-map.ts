import { sql } from 'kysely';
import { insertRows } from '../../store/many-rows.ts';
import type { RowValue } from '../read/source-record.ts';
import type { ImportContext } from './import-context.ts';
import { countedKey, keyText } from './row-values.ts';

/** Which row here a counted key of the source stands for, by table, in a temporary table. */
export class KeyMap {
  readonly #context: ImportContext;
  readonly #insert = insertRows(
    'import_keys',
    { table_name: 'text', file_key: 'text', here_key: 'text' },
    'ON CONFLICT (table_name, file_key) DO UPDATE SET here_key = excluded.here_key',
  );
  #isMade = false;

  constructor(context: ImportContext) {
    this.#context = context;
  }

  async add(table: string, pairs: readonly (readonly [file: RowValue, here: RowValue])[]): Promise<void> {
    if (pairs.length === 0) return;
    const { db, rows, store } = this.#context;
    if (!this.#isMade) {
      this.#isMade = true;
      const ending = sql.raw(store.engine === 'sqlite' ? 'without rowid' : 'on commit drop');
      await sql`create temporary table import_keys (
        table_name text not null, file_key text not null, here_key text not null, primary key (table_name, file_key)
      ) ${ending}`.execute(db);
    }
    await rows.write(
      this.#insert,
      pairs.map(([file, here]) => [table, keyText(file), keyText(here)]),
    );
  }

  /** The keys here, by the text of the source's. */
  async find(table: string, keys: readonly string[]): Promise<ReadonlyMap<string, RowValue>> {
    if (!this.#isMade || keys.length === 0) return new Map();
    const { rows } = await sql<{ file: string; here: string }>`
      select file_key as file, here_key as here from import_keys
      where table_name = ${table} and file_key in (${sql.join(keys)})`.execute(this.#context.db);
    return new Map(rows.map(({ file, here }) => [file, countedKey(here)]));
  }
}
