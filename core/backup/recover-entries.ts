import type { Kysely } from 'kysely';
import type { Entry } from '../entries/entry.ts';
import { readEntries } from '../entries/entry-rows.ts';
import { updateEntry } from '../entries/update-entry.ts';
import { KnowledgeError } from '../failure.ts';
import type { Schema } from '../store/schema.ts';
import { inTransaction, type SqliteStore } from '../store/store.ts';
import { readAppliedSteps } from '../upgrade/applied-steps.ts';
import type { EntryRecovery } from './backup.ts';
import { comparableColumns } from './comparable-columns.ts';
import { insertRecovered } from './insert-recovered.ts';
import { openUnchanged } from './open-unchanged.ts';
import { requireReadable } from './require-readable.ts';

/** How many ids go into one query. */
const chunk = 500;

/**
 * Brings single entries back from a backup, all in one transaction. One that is gone is added as it was, with its id, tags, times and earlier
 * revisions; one that is there and differs gets what the backup has as a new revision, so that nothing is lost and it can be set back.
 * Throws a `KnowledgeError` where the backup is not sound or has no such entry; nothing is changed then.
 */
export async function recoverEntries(
  store: SqliteStore,
  path: string,
  ids: readonly string[],
  actor: string,
): Promise<EntryRecovery> {
  await requireReadable(path);
  const backup = await openUnchanged(path);
  try {
    const wanted = await findInBackup(backup.store, path, [...new Set(ids)]);
    const comparable = comparableColumns(await appliedIn(store), await appliedIn(backup.store));
    return await inTransaction(store, async (db) => {
      const recovery = { added: [] as string[], updated: [] as string[], unchanged: [] as string[] };
      for (const entry of wanted) {
        const present = await findById(db, entry.id);
        if (present === null) {
          await insertRecovered(store, db, entry, backup.store.db);
          recovery.added.push(entry.id);
        } else if (isSame(present, entry, comparable)) {
          recovery.unchanged.push(entry.id);
        } else {
          await updateEntry(store, db, entry.id, patchTo(present, entry, comparable), { actor });
          recovery.updated.push(entry.id);
        }
      }
      return recovery;
    });
  } finally {
    await backup.close();
  }
}

async function appliedIn(store: SqliteStore): Promise<readonly string[]> {
  return (await readAppliedSteps({ store, db: store.db })).map(({ version }) => version);
}

/** In the order of the ids given. */
async function findInBackup(
  { db }: SqliteStore,
  path: string,
  ids: readonly string[],
): Promise<readonly Entry[]> {
  const found = new Map<string, Entry>();
  for (let start = 0; start < ids.length; start += chunk) {
    const some = ids.slice(start, start + chunk);
    const rows = await db.selectFrom('kb_entries').select('number').where('id', 'in', some).execute();
    const entries = await readEntries(
      db,
      rows.map(({ number }) => number),
    );
    for (const entry of entries.values()) found.set(entry.id, entry);
  }
  return ids.map((id) => {
    const entry = found.get(id);
    if (entry !== undefined) return entry;
    throw new KnowledgeError({
      kind: 'not-found',
      message: `There is no entry ${JSON.stringify(id.slice(0, 200))} in ${path}.`,
      recovery: 'Nothing was changed. Choose entries that the backup has.',
    });
  });
}

async function findById(db: Kysely<Schema>, id: string): Promise<Entry | null> {
  const row = await db.selectFrom('kb_entries').select('number').where('id', '=', id).executeTakeFirst();
  if (row === undefined) return null;
  return (await readEntries(db, [row.number])).get(row.number) ?? null;
}

function isSame(present: Entry, entry: Entry, comparable: readonly string[]): boolean {
  const contentOf = (one: Entry): unknown[] => {
    const { title, problem, solution, category, severity, archived, metadata, tags } = one;
    const content = { title, problem, solution, category, severity, archived, metadata };
    return [tags, Object.entries(content).filter(([name]) => comparable.includes(name))];
  };
  return JSON.stringify(contentOf(present)) === JSON.stringify(contentOf(entry));
}

/** What makes the present entry what the backup has. Metadata that only the present schema gives to entries stays. */
function patchTo(present: Entry, entry: Entry, comparable: readonly string[]) {
  const { title, problem, solution, category, severity, archived, tags } = entry;
  const removed = comparable.includes('metadata')
    ? Object.keys(present.metadata).filter((key) => !Object.hasOwn(entry.metadata, key))
    : [];
  const metadata = { ...entry.metadata, ...Object.fromEntries(removed.map((key) => [key, null])) };
  return { title, problem, solution, category, severity, archived, tags, metadata };
}
