import type { Kysely } from 'kysely';
import type { EntrySummary, FacetValue } from '../search/search-types.ts';
import type { Schema } from '../store/schema.ts';
import type { EntryId } from './entry.ts';

const summaryColumns = ['id', 'number', 'title', 'category', 'severity', 'archived', 'updated_at'] as const;

function summaryQuery(db: Kysely<Schema>) {
  return db.selectFrom('kb_entries').select(summaryColumns);
}

type SummaryRow = Awaited<ReturnType<ReturnType<typeof summaryQuery>['execute']>>[number];

function toSummary(row: SummaryRow): EntrySummary {
  return {
    id: row.id as EntryId,
    number: row.number,
    title: row.title,
    category: row.category,
    severity: row.severity,
    archived: row.archived === 1,
    updatedAt: row.updated_at,
  };
}

/** Entries as lists show them, in the order of the ids given; ids that are not there are left out. */
export async function summarise(
  db: Kysely<Schema>,
  ids: readonly string[],
): Promise<readonly EntrySummary[]> {
  if (ids.length === 0) return [];
  const rows = await summaryQuery(db).where('id', 'in', ids).execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    return row === undefined ? [] : [toSummary(row)];
  });
}

/** The entries changed last, archived ones left out. */
export async function recentlyChanged(db: Kysely<Schema>, limit: number): Promise<readonly EntrySummary[]> {
  const rows = await summaryQuery(db)
    .where('archived', '=', 0)
    .orderBy('updated_at', 'desc')
    .orderBy('number', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toSummary);
}

/** All categories and tags in use, most used first, each in one of its spellings. Those of archived entries count only where that is said. */
export async function readVocabulary(
  db: Kysely<Schema>,
  includeArchived = false,
): Promise<{ readonly categories: readonly FacetValue[]; readonly tags: readonly FacetValue[] }> {
  const categories = await db
    .selectFrom('kb_entries')
    .select((eb) => [eb.fn.min<string>('category').as('value'), eb.fn.countAll<number>().as('count')])
    .$if(!includeArchived, (query) => query.where('archived', '=', 0))
    .groupBy('category_key')
    .orderBy('count', 'desc')
    .orderBy('category_key')
    .execute();
  const tags = await db
    .selectFrom('kb_tags')
    .innerJoin('kb_entries', 'kb_entries.number', 'kb_tags.entry_number')
    .select((eb) => [eb.fn.min<string>('tag').as('value'), eb.fn.countAll<number>().as('count')])
    .$if(!includeArchived, (query) => query.where('archived', '=', 0))
    .groupBy('tag_key')
    .orderBy('count', 'desc')
    .orderBy('tag_key')
    .execute();
  return { categories, tags };
}
