import { sql, type Kysely } from 'kysely';
import { writeTags } from '../entries/add-entries.ts';
import type { Entry } from '../entries/entry.ts';
import { foldKey } from '../entries/fold-key.ts';
import { analyzeEntry } from '../search/analyze-entry.ts';
import { addToIndex } from '../search/maintain-index.ts';
import type { Schema } from '../store/schema.ts';
import type { SqliteStore } from '../store/store.ts';

/** Adds an entry as a backup has it, with its earlier revisions, inside the transaction that `db` holds. */
export async function insertRecovered(
  store: SqliteStore,
  db: Kysely<Schema>,
  entry: Entry,
  backup: Kysely<Schema>,
): Promise<void> {
  const { number } = await db
    .insertInto('kb_entries')
    .values({
      ...(await formerNumber(db, entry)),
      id: entry.id,
      title: entry.title,
      problem: entry.problem,
      solution: entry.solution,
      category: entry.category,
      category_key: foldKey(entry.category),
      severity: entry.severity,
      archived: entry.archived ? 1 : 0,
      created_at: entry.createdAt,
      updated_at: entry.updatedAt,
      author: entry.author,
      metadata: JSON.stringify(entry.metadata),
      revision: entry.revision,
    })
    .returning('number')
    .executeTakeFirstOrThrow();
  await writeTags(db, number, entry.tags);
  const revisions = await backup
    .selectFrom('kb_revisions')
    .selectAll()
    .where('entry_number', '=', entry.number)
    .orderBy('revision')
    .execute();
  for (const revision of revisions) {
    await db
      .insertInto('kb_revisions')
      .values({ ...revision, entry_number: number })
      .execute();
  }
  await addToIndex(store, db, [{ number, analysis: analyzeEntry(entry) }]);
}

/** Its number, by which people may know it, if it was given here and nobody else has it. */
async function formerNumber(
  db: Kysely<Schema>,
  { number }: Entry,
): Promise<{ readonly number: number } | object> {
  const { rows } = await sql<{ last: number }>`
    select seq as last from sqlite_sequence where name = 'kb_entries'`.execute(db);
  if (number > (rows[0]?.last ?? 0)) return {};
  const taken = await db
    .selectFrom('kb_entries')
    .select('id')
    .where('number', '=', number)
    .executeTakeFirst();
  return taken === undefined ? { number } : {};
}
