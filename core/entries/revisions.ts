import type { Kysely } from 'kysely';
import type { Schema } from '../store/schema.ts';
import type { Entry, Revision } from './entry.ts';
import { findEntry } from './find-entry.ts';

/** Keeps an entry as it was before a change, inside the transaction that `db` holds. */
export async function keepRevision(
  db: Kysely<Schema>,
  entry: Entry,
  replacedBy: string,
  at: string,
): Promise<void> {
  const { id: _id, number, createdAt: _createdAt, ...snapshot } = entry;
  await db
    .insertInto('kb_revisions')
    .values({
      entry_number: number,
      revision: entry.revision,
      snapshot: JSON.stringify(snapshot),
      replaced_by: replacedBy,
      replaced_at: at,
    })
    .execute();
}

/** The earlier revisions of an entry, newest first. Throws a `KnowledgeError` of kind not-found. */
export async function listRevisions(db: Kysely<Schema>, id: string): Promise<readonly Revision[]> {
  const { number } = await findEntry(db, id);
  const rows = await db
    .selectFrom('kb_revisions')
    .selectAll()
    .where('entry_number', '=', number)
    .orderBy('revision', 'desc')
    .execute();
  return rows.map((row) => ({
    revision: row.revision,
    entry: JSON.parse(row.snapshot) as Revision['entry'],
    replacedBy: row.replaced_by,
    replacedAt: row.replaced_at,
  }));
}
