import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { KnowledgeDB } from '../store/knowledge-db.ts';
import { onEveryEngine } from '../store/testing/on-every-engine.ts';
import { sampleEntry } from '../store/testing/sample-entry.ts';
import type { ExportedEntry } from './read/source-record.ts';
import { ExportFolder } from './testing/exported.ts';
import { addRandomEntries, addRandomKnowledge } from './testing/random-knowledge.ts';
import type { EntrySelection, ImportReport } from './transfer-types.ts';

/** `ROUND_TRIPS=300 npm test -- unit round-trip` tries more. */
const runs = Number(process.env['ROUND_TRIPS'] ?? 0);
const exports = new ExportFolder();

/** Everything that came was taken. */
function expectWhole(report: ImportReport): void {
  expect(report).toMatchObject({ rejected: [], rejectedTotal: 0, conflictsTotal: 0, warnings: [] });
}

/** What CSV and Markdown carry of an entry. */
function carried({ revision: _revision, revisions: _revisions, number: _number, ...fields }: ExportedEntry) {
  return fields;
}

async function entriesOf(db: KnowledgeDB): Promise<readonly ReturnType<typeof carried>[]> {
  return (await exports.document(db)).entries.map(carried);
}

onEveryEngine(({ engine, fresh }) => {
  const numRuns = runs || (engine === 'sqlite' ? 20 : 5);

  test.each(['json', 'ndjson'] as const)(
    'a whole knowledge base comes back byte by byte through %s',
    { timeout: 600_000 },
    async (format) => {
      await fc.assert(
        fc.asyncProperty(fc.gen(), async (draw) => {
          const [here, there] = [await fresh(), await fresh()];
          await addRandomKnowledge(draw, here, engine);
          const { path, records, counts } = await exports.write(here, format);
          const report = await there.importFrom({ path });
          expectWhole(report);
          expect(await exports.text(there, format)).toBe(await exports.text(here, format));
          const { entries = 0, revisions: _, ...tables } = counts;
          expect(report.added).toBe(entries);
          expect(records).toBe(Object.values(tables).reduce((sum, rows) => sum + rows, entries));
          expect((await there.healthCheck()).issues).toEqual([]);

          // Again, nothing is new; and in the place of what is there, it is the same.
          expect(await there.importFrom({ path })).toMatchObject({
            added: 0,
            updated: 0,
            unchanged: entries,
          });
          expect(await exports.text(there, format)).toBe(await exports.text(here, format));
        }),
        { numRuns, endOnFailure: true },
      );
    },
  );

  test('in the place of another knowledge base, too', { timeout: 600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.gen(), async (draw) => {
        const [here, there] = [await fresh(), await fresh()];
        await addRandomKnowledge(draw, here, engine);
        await addRandomEntries(draw, there);
        const { path } = await exports.write(here, 'ndjson');
        const report = await there.importFrom({ path, mode: 'replace' });
        expectWhole(report);
        expect(report.backup).not.toBeNull();
        expect(await exports.text(there, 'json')).toBe(await exports.text(here, 'json'));
        expect((await there.healthCheck()).issues).toEqual([]);
      }),
      { numRuns, endOnFailure: true },
    );
  });

  test('a selection comes back, and from then on byte by byte', { timeout: 600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.gen(), async (draw) => {
        const [here, there, further] = [await fresh(), await fresh(), await fresh()];
        const ids = await addRandomKnowledge(draw, here, engine);
        const selections = [
          { ids: ids.filter((_, index) => index % 2 === 0) },
          { category: 'vsam' },
          { since: '1990-01-01', until: '2050-01-01' },
          { tags: ['null', '-805', 'semi; colon'] },
        ] satisfies EntrySelection[];
        const selection = draw(fc.constantFrom<EntrySelection[]>, ...selections);
        const { path } = await exports.write(here, 'json', selection);
        const report = await there.importFrom({ path });
        // A row may have pointed to one that is not in the selection.
        const [first, second] = [
          await exports.document(here, selection),
          await exports.document(there, selection),
        ];
        const pointsElsewhere = report.warnings.filter((warning) =>
          warning.includes('did not come with them'),
        );
        expect(report).toMatchObject({ rejected: [], conflictsTotal: 0, warnings: pointsElsewhere });
        expect(second.entries).toEqual(first.entries);
        expect(second.counts).toEqual(first.counts);
        expectWhole(await further.importFrom({ path: (await exports.write(there, 'json', selection)).path }));
        expect(await exports.text(further, 'json', selection)).toBe(
          await exports.text(there, 'json', selection),
        );
        expect((await further.healthCheck()).issues).toEqual([]);
      }),
      { numRuns, endOnFailure: true },
    );
  });

  test('both forms have one checksum, and either becomes the other', { timeout: 600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.gen(), async (draw) => {
        const here = await fresh();
        await addRandomKnowledge(draw, here, engine);
        const { sha256 } = await exports.document(here);
        const ndjson = await exports.text(here, 'ndjson');
        expect(JSON.parse(ndjson.trimEnd().split('\n').at(-1) ?? '')).toEqual({ type: 'end', sha256 });
        const there = await fresh();
        const { path } = await exports.write(here, 'json');
        await there.importFrom({ path });
        expect(await exports.text(there, 'ndjson')).toBe(ndjson);
      }),
      { numRuns: Math.ceil(numRuns / 4), endOnFailure: true },
    );
  });

  test.each(['csv', 'markdown'] as const)(
    'entries come back through %s with all that it carries',
    { timeout: 600_000 },
    async (format) => {
      await fc.assert(
        fc.asyncProperty(fc.gen(), async (draw) => {
          const [here, there] = [await fresh(), await fresh()];
          await here.addEntry(sampleEntry());
          await addRandomEntries(draw, here);
          const { path } = await exports.write(here, format);
          expectWhole(await there.importFrom({ path }));
          expect(await entriesOf(there)).toEqual(await entriesOf(here));
        }),
        { numRuns, endOnFailure: true },
      );
    },
  );
});
