import { statSync } from 'node:fs';
import { sql } from 'kysely';
import { severities } from '../entries/entry.ts';
import { readVocabulary } from '../entries/summaries.ts';
import type { Stats } from './knowledge-base.ts';
import type { Store } from './store.ts';

/** Counts and sizes for the Database screen and `kb stats`. */
export async function readStats(store: Store): Promise<Stats> {
  const { db } = store;
  const totals = await db
    .selectFrom('kb_entries')
    .select((eb) => [
      eb.fn.countAll<number>().as('entries'),
      eb.fn.sum<number | null>('archived').as('archived'),
      eb.fn.max<string | null>('updated_at').as('newest'),
    ])
    .executeTakeFirstOrThrow();
  const bySeverity = await db
    .selectFrom('kb_entries')
    .select((eb) => ['severity', eb.fn.countAll<number>().as('count')])
    .where('archived', '=', 0)
    .groupBy('severity')
    .execute();
  const { categories, tags } = await readVocabulary(db);
  return {
    totalEntries: totals.entries,
    archivedEntries: totals.archived ?? 0,
    revisions: await countRows(store, 'kb_revisions'),
    tags: tags.length,
    categories,
    severities: severities.map((value) => ({
      value,
      count: bySeverity.find((row) => row.severity === value)?.count ?? 0,
    })),
    searchTerms: await countRows(store, 'kb_terms'),
    newestUpdate: totals.newest,
    diskUsage: await sizeOnDisk(store),
  };
}

export async function countRows(
  store: Store,
  table: 'kb_entries' | 'kb_revisions' | 'kb_terms',
): Promise<number> {
  const row = await store.db
    .selectFrom(table)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return row.count;
}

/** Bytes on disk. Only asks for sizes: opening the live file beside SQLite would drop its locks. */
export async function sizeOnDisk(store: Store): Promise<number> {
  if (store.engine === 'sqlite') {
    return ['', '-wal', '-shm']
      .map((suffix) => statSync(store.path + suffix, { throwIfNoEntry: false })?.size ?? 0)
      .reduce((sum, size) => sum + size, 0);
  }
  const { rows } = await sql<{ size: number }>`select pg_database_size(current_database()) as size`.execute(
    store.db,
  );
  return rows[0]?.size ?? 0;
}
