import type { Kysely } from 'kysely';
import { KnowledgeError } from '../failure.ts';
import type { Schema } from '../store/schema.ts';
import type { Entry } from './entry.ts';
import { readTags, toEntry } from './entry-rows.ts';
import { numberOfLabel } from './identity.ts';

/** An entry by its id or its label (`KB-0042`). Throws a `KnowledgeError` of kind not-found. */
export async function findEntry(db: Kysely<Schema>, id: string): Promise<Entry> {
  const number = numberOfLabel(id);
  const row =
    (id.includes('\0') ? undefined : await entryQuery(db).where('id', '=', id).executeTakeFirst()) ??
    (number === null ? undefined : await entryQuery(db).where('number', '=', number).executeTakeFirst());
  if (row === undefined) {
    throw new KnowledgeError({
      kind: 'not-found',
      message: `There is no entry ${JSON.stringify(id.slice(0, 200))} in this knowledge base.`,
      recovery: 'Check the id, or search for the entry: an archived one is still there.',
    });
  }
  const tags = await readTags(db, [row.number]);
  return toEntry(row, tags.get(row.number) ?? []);
}

function entryQuery(db: Kysely<Schema>) {
  return db.selectFrom('kb_entries').selectAll();
}
