import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { KnowledgeDB } from '../../store/knowledge-db.ts';
import { onEveryEngine } from '../../store/testing/on-every-engine.ts';
import type { ImportReport } from '../transfer-types.ts';
import { ExportFolder } from '../testing/exported.ts';
import { ImportFolder, type LooseRecord } from './testing/bring-in.ts';

/** `ROUND_TRIPS=300 npm test -- unit merge-properties` tries more. */
const runs = Number(process.env['ROUND_TRIPS'] ?? 0);
const folder = new ImportFolder();
const exports = new ExportFolder();

/** Few values, so that they meet. */
const states = fc.record({
  title: fc.constantFrom('A', 'B', 'C'),
  solution: fc.constantFrom('x', 'x\r\n', 'y'),
  severity: fc.constantFrom('low', 'high'),
  tags: fc.constantFrom(['t'], []),
});
const times = fc.integer({ min: 1, max: 9_999 }).map((minute) => new Date(minute * 60_000).toISOString());

/** An entry's record: one state, or one with those before it. */
const records = fc
  .record({
    history: fc.array(states, { minLength: 1, maxLength: 3 }),
    updatedAt: fc.option(times, { nil: undefined }),
    given: fc.subarray(['severity', 'tags'] as const),
  })
  .map(({ history, updatedAt, given }): LooseRecord => {
    const whole = history.map((state) => ({ ...state, problem: 'p', updatedAt: updatedAt ?? null }));
    const last = Object.entries(whole.at(-1) ?? {}).filter(
      ([name]) =>
        !['severity', 'tags'].includes(name) || history.length > 1 || given.some((one) => one === name),
    );
    const revisions = whole
      .slice(0, -1)
      .map((entry, at) => ({ revision: at + 1, replacedBy: 'x', replacedAt: '2020-01-01', entry }));
    return {
      ...Object.fromEntries(last),
      ...(revisions.length === 0 ? {} : { revision: history.length, revisions }),
    };
  });

/** A file with ids of its own, each once, and now and then none. */
const files = fc
  .array(fc.tuple(fc.option(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { nil: null }), records), {
    maxLength: 6,
  })
  .map((list) => {
    const ids = new Set<string>();
    return list.map(([id, record]) => {
      const own = id !== null && !ids.has(id) ? id : null;
      if (own !== null) ids.add(own);
      return own === null ? record : { id: own, ...record };
    });
  });

/** What an entry says, by its id. */
async function contents(db: KnowledgeDB): Promise<Readonly<Record<string, unknown>>> {
  const { entries } = await exports.document(db);
  return Object.fromEntries(
    entries.map(({ id, title, problem, solution, category, severity, tags, archived, metadata }) => [
      id,
      { title, problem, solution, category, severity, tags, archived, metadata },
    ]),
  );
}

/** An id that is made for a new entry is another one each time. */
function withoutNewIds(report: ImportReport): unknown {
  return {
    ...report,
    conflicts: report.conflicts.map(({ id, ...rest }) => ({ id: id.length > 30 ? 'new' : id, ...rest })),
  };
}

onEveryEngine(({ engine, fresh }) => {
  const numRuns = runs || (engine === 'sqlite' ? 40 : 5);
  const settings = { numRuns, endOnFailure: true } as const;

  test('what was imported is not new when it comes again', { timeout: 600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(files, files, async (first, second) => {
        const db = await fresh();
        await folder.bring(db, first);
        const path = folder.exported(second.map((record, at) => ({ id: `n${at}`, ...record })));
        await db.importFrom({ path });
        const once = await exports.text(db, 'ndjson');
        expect(await db.importFrom({ path })).toMatchObject({
          added: 0,
          updated: 0,
          unchanged: second.length,
        });
        expect(await exports.text(db, 'ndjson')).toBe(once);
        expect((await db.healthCheck()).issues).toEqual([]);
      }),
      settings,
    );
  });

  test('a dry run tells what the import then does', { timeout: 600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(files, files, fc.boolean(), async (first, second, isExport) => {
        const db = await fresh();
        await folder.bring(db, first);
        const before = await exports.text(db, 'ndjson');
        const timed = second.map((record, at) => ({ ...record, updatedAt: `2001-01-0${(at % 9) + 1}` }));
        const path = isExport ? folder.exported(timed) : folder.write(JSON.stringify(timed));
        const foreseen = await db.importFrom({ path, dryRun: true });
        expect(await exports.text(db, 'ndjson')).toBe(before);
        const done = await db.importFrom({ path });
        const { durationMs, sample } = done;
        expect(withoutNewIds({ ...foreseen, dryRun: false, durationMs, sample })).toEqual(
          withoutNewIds(done),
        );
      }),
      settings,
    );
  });

  test(
    'whichever of two is merged into the other, what both know is the same',
    { timeout: 600_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(files, files, async (first, second) => {
          const [one, other] = [await fresh(), await fresh()];
          // Times that differ: even minutes here, odd ones there.
          const timed = (list: typeof first, odd: number) =>
            list.map((record, at) => ({
              id: `n${at}`,
              ...record,
              updatedAt: new Date(
                (at * 2 + odd + (Number(record['revision'] ?? 0) % 2) * 20) * 60_000,
              ).toISOString(),
            }));
          await folder.bring(one, timed(first, 0));
          await folder.bring(other, timed(second, 1));
          const [fromOne, fromOther] = [await exports.write(one, 'json'), await exports.write(other, 'json')];
          await one.importFrom({ path: fromOther.path });
          await other.importFrom({ path: fromOne.path });
          const [here, there] = [await contents(one), await contents(other)];
          const both = Object.keys(here).filter((id) => there[id] !== undefined);
          const known = (side: typeof here): unknown => both.map((id) => [id, side[id]]);
          expect(known(there)).toEqual(known(here));
        }),
        settings,
      );
    },
  );
});
