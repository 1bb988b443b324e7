import { setImmediate } from 'node:timers/promises';
import { sql, type Kysely } from 'kysely';
import type { Schema } from '../../store/schema.ts';
import { insertRows } from '../../store/many-rows.ts';
import { contentKey } from './content-key.ts';
import { stateOf } from './entry-state.ts';
import type { ImportContext } from './import-context.ts';

export interface FoundContent {
  /** Of the entry. */
  readonly number: number;
  /** It had this content once, and has another now. */
  readonly isEarlier: boolean;
}

/** The one that is wanted comes last. */
const byKey = {
  sqlite: `SELECT key, earlier, number FROM import_content WHERE key = ? ORDER BY earlier DESC, number DESC`,
  postgresql: `SELECT key, earlier, number FROM import_content WHERE key = ANY ($1::text[]) ORDER BY earlier DESC, number DESC`,
} as const;

/** So many rows are read at once. */
const chunk = 500;

/**
 * Which entries have, or once had, which content, in a temporary table: so the same knowledge under another id is found. It is filled only when something is looked
 * for, since that reads every entry.
 */
export class ContentIndex {
  readonly #context: ImportContext;
  readonly #insert = insertRows(
    'import_content',
    { key: 'text', earlier: 'int', number: 'int' },
    'ON CONFLICT DO NOTHING',
  );
  readonly #remove = {
    sqlite: 'DELETE FROM import_content WHERE key = ? AND earlier = 0 AND number = ?',
    postgresql: `DELETE FROM import_content USING unnest($1::text[], $2::int[]) AS gone (key, number)
      WHERE import_content.key = gone.key AND earlier = 0 AND import_content.number = gone.number`,
    columns: 2,
  };
  #isFilled = false;

  constructor(context: ImportContext) {
    this.#context = context;
  }

  /** The entries with these contents: one that has it now before one that had it once, and the oldest of those. */
  async find(keys: readonly string[]): Promise<ReadonlyMap<string, FoundContent>> {
    if (keys.length === 0) return new Map();
    await this.#fill();
    const rows = await this.#context.rows.find<{ key: string; earlier: 0 | 1; number: number }>(byKey, keys);
    return new Map(rows.map(({ key, earlier, number }) => [key, { number, isEarlier: earlier === 1 }]));
  }

  /** Notes the contents of new entries. */
  async add(entries: readonly { readonly key: string; readonly number: number }[]): Promise<void> {
    if (!this.#isFilled) return;
    await this.#context.rows.write(
      this.#insert,
      entries.map(({ key, number }) => [key, 0, number]),
    );
  }

  /** Notes that an entry has another content now. */
  async change(number: number, from: string, to: string): Promise<void> {
    if (!this.#isFilled || from === to) return;
    const { rows } = this.#context;
    await rows.write(this.#remove, [[from, number]]);
    await rows.write(this.#insert, [
      [from, 1, number],
      [to, 0, number],
    ]);
  }

  async #fill(): Promise<void> {
    if (this.#isFilled) return;
    this.#isFilled = true;
    const { db, rows, store } = this.#context;
    const isSqlite = store.engine === 'sqlite';
    await sql`create temporary table import_content (
        key text not null, earlier integer not null, number integer not null, primary key (key, earlier, number)
      ) ${sql.raw(isSqlite ? 'without rowid' : 'on commit drop')}`.execute(db);
    await this.#readInChunks(async (after) => {
      const entries = await db
        .selectFrom('kb_entries')
        .select(['number', 'title', 'problem', 'solution'])
        .where('number', '>', after)
        .orderBy('number')
        .limit(chunk)
        .execute();
      await rows.write(
        this.#insert,
        entries.map((entry) => [contentKey(entry), 0, entry.number]),
      );
      return entries.at(-1)?.number ?? null;
    });
    await this.#readInChunks(async (after) => {
      const revisions = await readRevisions(db, after);
      await rows.write(
        this.#insert,
        revisions.map(({ snapshot, entry_number: number }) => [contentKey(stateOf(snapshot)), 1, number]),
      );
      return revisions.at(-1)?.entry_number ?? null;
    });
  }

  async #readInChunks(read: (after: number) => Promise<number | null>): Promise<void> {
    for (let after: number | null = 0; after !== null; after = await read(after)) {
      this.#context.stopIfCancelled();
      await setImmediate();
    }
  }
}

/** The earlier states of the next entries that have any. */
async function readRevisions(
  db: Kysely<Schema>,
  after: number,
): Promise<readonly { readonly entry_number: number; readonly snapshot: string }[]> {
  const owners = await db
    .selectFrom('kb_revisions')
    .select('entry_number')
    .distinct()
    .where('entry_number', '>', after)
    .orderBy('entry_number')
    .limit(chunk)
    .execute();
  const last = owners.at(-1)?.entry_number;
  if (last === undefined) return [];
  return db
    .selectFrom('kb_revisions')
    .select(['entry_number', 'snapshot'])
    .where('entry_number', '>', after)
    .where('entry_number', '<=', last)
    .orderBy('entry_number')
    .execute();
}
