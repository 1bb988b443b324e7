import type { Kysely } from 'kysely';
import { KnowledgeError, unwrap } from '../failure.ts';
import { analyzeEntry } from '../search/analyze-entry.ts';
import { replaceInIndex } from '../search/maintain-index.ts';
import type { UpdateOptions } from '../store/knowledge-base.ts';
import type { Schema } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { writeTags } from './add-entries.ts';
import type { Entry, EntryPatch, JsonObject } from './entry.ts';
import { findEntry } from './find-entry.ts';
import { foldKey } from './fold-key.ts';
import { keepRevision } from './revisions.ts';
import { checkActor, checkPatch, type CheckedPatch } from './validate-entry.ts';

/**
 * Changes an entry inside the transaction that `db` holds, and keeps the earlier revision. A patch that changes nothing writes nothing.
 * Returns the entry as it is now. Throws a `KnowledgeError` of kind invalid-entry, not-found or conflict.
 */
export async function updateEntry(
  store: Store,
  db: Kysely<Schema>,
  id: string,
  patch: EntryPatch,
  options: UpdateOptions,
): Promise<Entry> {
  const checked = unwrap(checkPatch(patch));
  const actor = unwrap(checkActor(options.actor ?? 'unknown'));
  const before = await findEntry(db, id);
  if (options.expectedRevision !== undefined && options.expectedRevision !== before.revision) {
    throw new KnowledgeError({
      kind: 'conflict',
      message: `“${before.title}” was changed in the meantime: it is at revision ${before.revision}, and you began with ${options.expectedRevision}.`,
      recovery: 'Nothing was saved and your text is kept. Compare both and choose.',
    });
  }
  const after = merge(before, checked);
  if (unchanged(before, after)) return before;
  const now = new Date().toISOString();
  await keepRevision(db, before, actor, now);
  await db
    .updateTable('kb_entries')
    .set({
      title: after.title,
      problem: after.problem,
      solution: after.solution,
      category: after.category,
      category_key: foldKey(after.category),
      severity: after.severity,
      archived: after.archived ? 1 : 0,
      metadata: JSON.stringify(after.metadata),
      updated_at: now,
      revision: before.revision + 1,
    })
    .where('number', '=', before.number)
    .execute();
  await db.deleteFrom('kb_tags').where('entry_number', '=', before.number).execute();
  await writeTags(db, before.number, after.tags);
  await replaceInIndex(store, db, analyzeEntry(before), {
    number: before.number,
    analysis: analyzeEntry(after),
  });
  return { ...after, updatedAt: now, revision: before.revision + 1 };
}

function merge(entry: Entry, patch: CheckedPatch): Entry {
  return {
    ...entry,
    title: patch.title ?? entry.title,
    problem: patch.problem ?? entry.problem,
    solution: patch.solution ?? entry.solution,
    category: patch.category ?? entry.category,
    severity: patch.severity ?? entry.severity,
    tags: patch.tags ?? entry.tags,
    archived: patch.archived ?? entry.archived,
    metadata: patch.metadata === undefined ? entry.metadata : mergeMetadata(entry.metadata, patch.metadata),
  };
}

/** Key by key; null removes a key. */
function mergeMetadata(before: JsonObject, patch: JsonObject): JsonObject {
  const merged = new Map(Object.entries(before));
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) merged.delete(key);
    else merged.set(key, value);
  }
  return Object.fromEntries(merged);
}

function unchanged(before: Entry, after: Entry): boolean {
  return JSON.stringify(before) === JSON.stringify(after);
}
