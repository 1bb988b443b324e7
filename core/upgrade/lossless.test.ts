import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonObject } from '../entries/entry.ts';
import type { KnowledgeDB } from '../store/knowledge-db.ts';
import type { Store } from '../store/store.ts';
import { onEveryEngine } from '../store/testing/on-every-engine.ts';
import { MigrationManager } from './migration-manager.ts';
import { readSchemaHistory } from './schema-history.ts';
import { hashOf, readAllRows } from './testing/all-rows.ts';
import { editAtRandom, fillAtRandom, marks } from './testing/random-entries.ts';

/** `LOSSLESS_RUNS=200 npm test -- unit lossless` tries more. */
const runs = Number(process.env['LOSSLESS_RUNS'] ?? 0);
const queries = ['S0C7', 'payroll', 'nightly job', 'tag:cobol', 'PAYR0100'];

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

function isMarkedAtTheEnd(metadata: string): boolean {
  const { code_analysis_ready: _, migration_version: __, ...rest } = JSON.parse(metadata) as JsonObject;
  return metadata === JSON.stringify({ ...rest, ...marks });
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
          await fillAtRandom(draw, db);
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
          const ids = await fillAtRandom(draw, db);
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

  test(
    'after entries were removed at 001, each row is back or a conflict, and conflicts can be ended',
    { timeout: 600_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.gen(), async (draw) => {
          const db = await fresh();
          const store = await db.store();
          const manager = new MigrationManager(db);
          const ids = await fillAtRandom(draw, db);
          const before = await readAllRows(store);
          await manager.rollbackTo('001');
          const removed = ids.filter(() => draw(fc.boolean));
          for (const id of removed) await store.db.deleteFrom('kb_entries').where('id', '=', id).execute();
          for (const { error } of await manager.migrate()) expect(error).toBeNull();

          const after = await readAllRows(store);
          const { conflicts, kept } = await readSchemaHistory(store);
          expect(kept).toEqual([]);
          for (const [table, rows] of before) {
            if (/^kb_(?:entries|tags|revisions|terms|search\w*)$|^counters$/.test(table)) continue;
            const back = after.get(table) ?? [];
            const open = conflicts.filter((conflict) => conflict.table === table);
            expect([table, back.length + open.length]).toEqual([table, rows.length]);
            expect(rows).toEqual(expect.arrayContaining([...back]));
          }
          for (const { id } of conflicts) await db.settleConflict(id, 'present');
          expect(await readAllRows(store)).toEqual(after);
          expect(await readSchemaHistory(store)).toMatchObject({ conflicts: [], kept: [] });
        }),
        { numRuns, endOnFailure: true },
      );
    },
  );
});
