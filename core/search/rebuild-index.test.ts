import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { KnowledgeDB } from '../store/knowledge-db.ts';
import { onEveryEngine } from '../store/testing/on-every-engine.ts';
import { rejection } from '../store/testing/rejection.ts';
import { sampleEntry } from '../store/testing/sample-entry.ts';

const queries = [
  'S0C7',
  'payroll',
  'tag:cobol',
  '"copybook change"',
  'status 35',
  'recomp',
  'S0C7 -vsam',
  '',
];

onEveryEngine(({ fresh }) => {
  describe('the search index made anew', () => {
    test('equals the one that was kept up to date, term for term, and finds the same', async () => {
      const db = await fresh();
      await edited(db);
      const [before, found] = [await indexOf(db), await answers(db)];
      expect(before.terms.length).toBeGreaterThan(50);
      expect(await db.rebuildIndex()).toBe(41);
      expect(await indexOf(db)).toEqual(before);
      expect(await answers(db)).toEqual(found);
      expect(await db.healthCheck()).toMatchObject({ issues: [] });
    });

    test('is whole again after it was lost, and goes on with what is written next', async () => {
      const db = await fresh();
      await edited(db);
      const before = await indexOf(db);
      const { db: builder, engine } = await db.store();
      await builder.deleteFrom('kb_terms').where('term', '<', 'p').execute();
      if (engine === 'sqlite')
        await sql`insert into kb_search (kb_search) values ('delete-all')`.execute(builder);
      else await sql`delete from kb_search`.execute(builder);
      expect(await db.search('payroll')).toEqual([]);
      await db.rebuildIndex();
      expect(await indexOf(db)).toEqual(before);
      await db.addEntry(sampleEntry({ title: 'Wombat' }));
      expect(await db.search('wombat')).toHaveLength(1);
      expect(await db.healthCheck()).toMatchObject({ issues: [] });
    });

    test('stays as it was where that is cancelled', async () => {
      const db = await fresh();
      await edited(db);
      const before = await indexOf(db);
      expect(await rejection(db.rebuildIndex(() => undefined, { aborted: true }))).toMatchObject({
        kind: 'cancelled',
      });
      expect(await indexOf(db)).toEqual(before);
    });
  });
});

/** Forty entries with different words, changed, archived and changed back, and one with none of its first words left. */
async function edited(db: KnowledgeDB): Promise<void> {
  for (let n = 1; n <= 40; n += 1) {
    await db.addEntry(
      sampleEntry({
        id: `entry-${n}`,
        title: `S0C7 in PAYR${n} ends with IEF450I, status ${n}`,
        tags: ['cobol', `team-${n % 3}`],
      }),
    );
  }
  for (let n = 1; n <= 40; n += 3)
    await db.updateEntry(`entry-${n}`, { title: `VSAM file SYS1.PROD${n}(ABC)`, tags: [] });
  for (let n = 1; n <= 40; n += 5) await db.archiveEntry(`entry-${n}`);
  await db.updateEntry('entry-1', { title: 'S0C7 in PAYR1 ends with IEF450I, status 1' });
  await db.addEntry({ id: 'rare', title: 'Quokka', problem: 'Bilby', solution: 'Numbat' });
  await db.updateEntry('rare', { title: 'Dingo', problem: 'Dingo', solution: 'Dingo' });
}

async function answers(db: KnowledgeDB): Promise<unknown> {
  return Promise.all(
    queries.map(async (query) =>
      (await db.search(query, { limit: 100 })).map(({ entry, score }) => [entry.id, score]),
    ),
  );
}

/** The vocabulary with its counts, and every place of every term. */
async function indexOf(
  db: KnowledgeDB,
): Promise<{ readonly terms: readonly unknown[]; readonly places: readonly unknown[] }> {
  const { db: builder, engine } = await db.store();
  const terms = await builder.selectFrom('kb_terms').selectAll().orderBy('term').execute();
  if (engine === 'postgresql') {
    const { rows } =
      await sql`select entry_number, terms::text as terms from kb_search order by entry_number`.execute(
        builder,
      );
    return { terms, places: rows };
  }
  await sql`create virtual table if not exists temp.places using fts5vocab (main, kb_search, instance)`.execute(
    builder,
  );
  const { rows } = await sql`select * from temp.places order by term, doc, col, offset`.execute(builder);
  return { terms, places: rows };
}
