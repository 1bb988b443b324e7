import type { Kysely } from 'kysely';
import { KnowledgeError, unwrap } from '../failure.ts';
import { analyzeEntry } from '../search/analyze-entry.ts';
import { addToIndex, type IndexedEntry } from '../search/maintain-index.ts';
import type { Schema } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import type { EntryId, NewEntry } from './entry.ts';
import { foldKey } from './fold-key.ts';
import { newEntryId } from './identity.ts';
import { checkActor, checkNewEntry, type CheckedEntry } from './validate-entry.ts';

/**
 * Writes new entries inside the transaction that `db` holds: all of them, or, by throwing, none.
 * Throws a `KnowledgeError` of kind invalid-entry, or conflict where an id is taken.
 */
export async function addEntries(
  store: Store,
  db: Kysely<Schema>,
  entries: readonly NewEntry[],
  actor: string,
): Promise<readonly EntryId[]> {
  const author = unwrap(checkActor(actor));
  const ids: EntryId[] = [];
  const indexed: IndexedEntry[] = [];
  for (const entry of entries) {
    const checked = unwrap(checkNewEntry(entry));
    const { id, number } = await insertEntry(db, checked, author);
    ids.push(id);
    indexed.push({ number, analysis: analyzeEntry(checked) });
  }
  await addToIndex(store, db, indexed);
  return ids;
}

async function insertEntry(
  db: Kysely<Schema>,
  entry: CheckedEntry,
  author: string,
): Promise<{ readonly id: EntryId; readonly number: number }> {
  const id = (entry.id ?? newEntryId()) as EntryId;
  const now = new Date().toISOString();
  const row = await db
    .insertInto('kb_entries')
    .values({
      id,
      title: entry.title,
      problem: entry.problem,
      solution: entry.solution,
      category: entry.category,
      category_key: foldKey(entry.category),
      severity: entry.severity,
      archived: entry.archived ? 1 : 0,
      created_at: entry.createdAt ?? now,
      updated_at: entry.updatedAt ?? entry.createdAt ?? now,
      author: entry.author ?? author,
      metadata: JSON.stringify(entry.metadata),
      revision: 1,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('number')
    .executeTakeFirst();
  if (row === undefined) {
    throw new KnowledgeError({
      kind: 'conflict',
      message: `There is an entry with the id ${JSON.stringify(id)} already.`,
      recovery: 'Nothing was saved. Change that entry, or save this one without an id.',
      field: 'id',
    });
  }
  await writeTags(db, row.number, entry.tags);
  return { id, number: row.number };
}

/** Puts an entry's tags in place; it has none before. */
export async function writeTags(db: Kysely<Schema>, number: number, tags: readonly string[]): Promise<void> {
  if (tags.length === 0) return;
  await db
    .insertInto('kb_tags')
    .values(tags.map((tag, position) => ({ entry_number: number, position, tag, tag_key: foldKey(tag) })))
    .execute();
}
