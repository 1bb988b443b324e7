import { sql, type Kysely } from 'kysely';
import type { Schema } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { distinctTerms, type AnalyzedEntry } from './analyze-entry.ts';
import { ftsText, tsvectorLiteral } from './index-text.ts';

export interface IndexedEntry {
  readonly number: number;
  readonly analysis: AnalyzedEntry;
}

/** Rows of one statement; SQLite binds at most 32,766 values and PostgreSQL 65,535. */
const rowsPerStatement = 2_000;

/** Puts new entries into the index, inside the transaction that `db` holds. */
export async function addToIndex(
  store: Store,
  db: Kysely<Schema>,
  entries: readonly IndexedEntry[],
): Promise<void> {
  for (const entry of entries) await writeDocument(store, db, entry);
  await countTerms(db, changes(entries, 1));
}

/** Replaces an entry in the index, given what it was. */
export async function replaceInIndex(
  store: Store,
  db: Kysely<Schema>,
  before: AnalyzedEntry,
  after: IndexedEntry,
): Promise<void> {
  await removeDocument(store, db, after.number);
  await writeDocument(store, db, after);
  const counts = changes([after], 1);
  for (const term of distinctTerms(before)) {
    if (counts.has(term)) counts.delete(term);
    else counts.set(term, -1);
  }
  await countTerms(db, counts);
}

async function writeDocument(
  store: Store,
  db: Kysely<Schema>,
  { number, analysis }: IndexedEntry,
): Promise<void> {
  if (store.engine === 'sqlite') {
    const { title, tags, problem, solution } = analysis;
    await sql`insert into kb_search (rowid, title, tags, problem, solution)
      values (${number}, ${ftsText(title)}, ${ftsText(tags)}, ${ftsText(problem)}, ${ftsText(solution)})`.execute(
      db,
    );
  } else {
    await sql`insert into kb_search (entry_number, terms) values (${number}, ${tsvectorLiteral(analysis)}::tsvector)`.execute(
      db,
    );
  }
}

async function removeDocument(store: Store, db: Kysely<Schema>, number: number): Promise<void> {
  const key = sql.ref(store.engine === 'sqlite' ? 'rowid' : 'entry_number');
  await sql`delete from kb_search where ${key} = ${number}`.execute(db);
}

function changes(entries: readonly IndexedEntry[], step: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { analysis } of entries) {
    for (const term of distinctTerms(analysis)) counts.set(term, (counts.get(term) ?? 0) + step);
  }
  return counts;
}

/** Adds to the number of entries that have a term. In the order of the terms, so that writers on a server never wait for each other in a ring. */
async function countTerms(db: Kysely<Schema>, counts: ReadonlyMap<string, number>): Promise<void> {
  const all = Array.from(counts, ([term, change]) => ({ term, change })).toSorted((one, other) =>
    one.term < other.term ? -1 : 1,
  );
  const more = all.filter(({ change }) => change > 0);
  for (let start = 0; start < more.length; start += rowsPerStatement) {
    await db
      .insertInto('kb_terms')
      .values(
        more.slice(start, start + rowsPerStatement).map(({ term, change }) => ({ term, entries: change })),
      )
      .onConflict((conflict) =>
        conflict.column('term').doUpdateSet({ entries: sql<number>`kb_terms.entries + excluded.entries` }),
      )
      .execute();
  }
  const fewer = all.filter(({ change }) => change < 0).map(({ term }) => term);
  for (let start = 0; start < fewer.length; start += rowsPerStatement) {
    const terms = fewer.slice(start, start + rowsPerStatement);
    await db
      .updateTable('kb_terms')
      .set({ entries: sql<number>`entries - 1` })
      .where('term', 'in', terms)
      .execute();
    await db.deleteFrom('kb_terms').where('term', 'in', terms).where('entries', '<=', 0).execute();
  }
}
