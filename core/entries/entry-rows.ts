import type { Kysely, Selectable } from 'kysely';
import type { EntryTable, Schema } from '../store/schema.ts';
import type { Entry, EntryId, JsonObject } from './entry.ts';

export type EntryRow = Selectable<EntryTable>;

/** How many values go into one `IN (…)`; both engines take more, and neither is faster with more. */
const chunk = 500;

/** The tags of these entries, each list in the order in which it was written. */
export async function readTags(
  db: Kysely<Schema>,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, readonly string[]>> {
  const tags = new Map<number, string[]>();
  for (let start = 0; start < numbers.length; start += chunk) {
    const rows = await db
      .selectFrom('kb_tags')
      .select(['entry_number', 'tag'])
      .where('entry_number', 'in', numbers.slice(start, start + chunk))
      .orderBy('entry_number')
      .orderBy('position')
      .execute();
    for (const { entry_number: number, tag } of rows) {
      const list = tags.get(number);
      if (list === undefined) tags.set(number, [tag]);
      else list.push(tag);
    }
  }
  return tags;
}

/** Whole entries by their numbers, in no particular order; numbers that are not there are left out. */
export async function readEntries(
  db: Kysely<Schema>,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, Entry>> {
  const tags = await readTags(db, numbers);
  const entries = new Map<number, Entry>();
  for (let start = 0; start < numbers.length; start += chunk) {
    const rows = await db
      .selectFrom('kb_entries')
      .selectAll()
      .where('number', 'in', numbers.slice(start, start + chunk))
      .execute();
    for (const row of rows) entries.set(row.number, toEntry(row, tags.get(row.number) ?? []));
  }
  return entries;
}

export function toEntry(row: EntryRow, tags: readonly string[]): Entry {
  return {
    id: row.id as EntryId,
    number: row.number,
    title: row.title,
    problem: row.problem,
    solution: row.solution,
    category: row.category,
    severity: row.severity,
    tags,
    archived: row.archived === 1,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    author: row.author,
    metadata: JSON.parse(row.metadata) as JsonObject,
    revision: row.revision,
  };
}
