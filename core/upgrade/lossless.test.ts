import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EntryId, JsonObject } from '../entries/entry.ts';
import type { KnowledgeDB } from '../store/knowledge-db.ts';
import type { Store } from '../store/store.ts';
import { onEveryEngine } from '../store/testing/on-every-engine.ts';
import { sampleEntry } from '../store/testing/sample-entry.ts';
import { MigrationManager } from './migration-manager.ts';
import { readSchemaHistory } from './schema-history.ts';
import { hashOf, readAllRows } from './testing/all-rows.ts';
import { generateRows, insertRows } from './testing/random-rows.ts';

/** `LOSSLESS_RUNS=200 npm test -- unit lossless` tries more. */
const runs = Number(process.env['LOSSLESS_RUNS'] ?? 0);
const queries = ['S0C7', 'payroll', 'nightly job', 'tag:cobol', 'PAYR0100'];

/** What `003` gives to an entry that was there before it. */
const marks = { code_analysis_ready: true, migration_version: 'mvp3' };

async function answers(db: KnowledgeDB): Promise<unknown> {
  const found = [];
  for (const query of queries)
    found.push(
      (await db.search(query, { limit: 50, includeArchived: true })).map(({ entry, score }) => [
        entry.id,
        score,
      ]),
    );
  return found;
}

interface EntryRow {
  readonly number: number;
  readonly metadata: string;
}

async function entriesOf({ db }: Store): Promise<readonly EntryRow[]> {
  return db.selectFrom('kb_entries').selectAll().orderBy('number').execute();
}

/** What a user may do to entries while the knowledge base stands at 001. */
async function editAtRandom(
  draw: fc.GeneratorValue,
  db: KnowledgeDB,
  ids: readonly EntryId[],
): Promise<void> {
  for (const id of ids) {
    switch (draw(fc.constantFrom<string[]>, 'nothing', 'title', 'metadata', 'archive', 'both')) {
      case 'title':
        await db.updateEntry(id, { title: 'S0C7 in another light' });
        break;
      case 'metadata':
        await db.updateEntry(id, { metadata: { seen: draw(fc.nat) } });
        break;
      case 'both':
        await db.updateEntry(id, { problem: 'A payroll problem.', metadata: { migration_version: 'mine' } });
        break;
      case 'archive':
        await db.archiveEntry(id);
    }
  }
  if (draw(fc.boolean)) await db.addEntry(sampleEntry({ title: 'New at the older version' }));
}

function isMarkedAtTheEnd(metadata: string): boolean {
  const { code_analysis_ready: _, migration_version: __, ...rest } = JSON.parse(metadata) as JsonObject;
  return metadata === JSON.stringify({ ...rest, ...marks });
}

/** A knowledge base with random entries, and random rows in every other table. */
async function filled(draw: fc.GeneratorValue, db: KnowledgeDB): Promise<readonly EntryId[]> {
  const entries = draw(
    fc.array<{ title: string; marked: boolean; metadata: JsonObject; archived: boolean }>,
    fc.record({
      title: fc.string({ minLength: 1, maxLength: 20 }).map((text) => `S0C7 ${text}`.trim()),
      marked: fc.boolean(),
      metadata: fc.dictionary(
        fc.string({ maxLength: 5 }),
        fc.jsonValue({ maxDepth: 1 }),
      ) as fc.Arbitrary<JsonObject>,
      archived: fc.boolean(),
    }),
    { maxLength: 6 },
  );
  const ids = await db.addEntries(
    entries.map(({ title, marked, metadata, archived }) =>
      sampleEntry({ title, archived, metadata: marked ? { ...metadata, ...marks } : metadata }),
    ),
  );
  const store = await db.store();
  const numbered = await store.db.selectFrom('kb_entries').select(['number', 'id']).execute();
  await insertRows(store, generateRows(draw, store.engine, numbered, 12));
  return ids;
}

onEveryEngine(({ engine, fresh }) => {
  const numRuns = runs || (engine === 'sqlite' ? 25 : 6);

  test(
    'from 005 to 001 and back, every row of every table is what it was',
    { timeout: 600_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.gen(), fc.constantFrom('001', '002', '003', '004'), async (draw, target) => {
          const db = await fresh();
          const manager = new MigrationManager(db);
          await filled(draw, db);
          const before = await readAllRows(await db.store());
          const found = await answers(db);
          for (const { error } of await manager.rollbackTo(target)) expect(error).toBeNull();
          expect(await answers(db)).toEqual(found);
          for (const { error, conflicts } of await manager.migrate())
            expect([error, conflicts]).toEqual([null, 0]);
          const after = await readAllRows(await db.store());
          for (const [table, rows] of before) expect([table, after.get(table)]).toEqual([table, rows]);
          expect(hashOf(after)).toBe(hashOf(before));
          expect(await answers(db)).toEqual(found);
        }),
        { numRuns, endOnFailure: true },
      );
    },
  );

  test(
    'entries edited at 001 keep their edits, all else comes back, and what does not is a conflict',
    { timeout: 600_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.gen(), async (draw) => {
          const db = await fresh();
          const store = await db.store();
          const manager = new MigrationManager(db);
          const ids = await filled(draw, db);
          const [rowsBefore, before] = [await readAllRows(store), await entriesOf(store)];
          await manager.rollbackTo('001');
          const lowered = await entriesOf(store);
          await editAtRandom(draw, db, ids);
          const [rowsMeanwhile, edited, found] = [
            await readAllRows(store),
            await entriesOf(store),
            await answers(db),
          ];
          for (const { error } of await manager.migrate()) expect(error).toBeNull();

          const rowsAfter = await readAllRows(store);
          for (const [table, rows] of rowsBefore) {
            const isOfEntries = /^kb_(?:entries|tags|revisions|terms|search\w*)$/.test(table);
            // Entries are looked at one by one, and added ones have counted on.
            if (table === 'kb_entries' || table === 'counters') continue;
            expect([table, rowsAfter.get(table)]).toEqual([
              table,
              isOfEntries ? rowsMeanwhile.get(table) : rows,
            ]);
          }
          expect(await answers(db)).toEqual(found);

          const { conflicts, kept } = await readSchemaHistory(store);
          expect(kept).toEqual([]);
          const after = await entriesOf(store);
          for (const [index, entry] of after.entries()) {
            const was = before[index]?.metadata;
            const present = edited[index]?.metadata ?? '';
            const isUntouched = was !== undefined && present === lowered[index]?.metadata;
            const isLost = was !== undefined && was !== entry.metadata && !isMarkedAtTheEnd(was);
            const conflict = conflicts.find(({ key }) => key === JSON.stringify({ number: entry.number }));
            expect({ ...entry, metadata: '' }).toEqual({ ...edited[index], metadata: '' });
            expect(isUntouched ? entry.metadata : was).toBe(was);
            expect(JSON.parse(entry.metadata)).toMatchObject(JSON.parse(isUntouched ? was : present));
            expect(conflict?.kept).toBe(isLost ? `{"metadata":${JSON.stringify(was)}}` : undefined);
            expect(conflict?.present).toBe(
              isLost ? `{"metadata":${JSON.stringify(entry.metadata)}}` : undefined,
            );
          }
        }),
        { numRuns, endOnFailure: true },
      );
    },
  );
});
