import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { migrations } from '../../migrations/index.ts';
import { KnowledgeDB } from '../store/knowledge-db.ts';
import { onEveryEngine } from '../store/testing/on-every-engine.ts';
import { fillEveryTable } from '../upgrade/testing/fill-every-table.ts';
import { ExportFolder } from './testing/exported.ts';
import { addRandomEntries, addRandomKnowledge } from './testing/random-knowledge.ts';

const exports = new ExportFolder();
const versions = migrations.map(({ version }) => version);
const opened: KnowledgeDB[] = [];
afterEach(async () => {
  for (const db of opened.splice(0)) await db.close();
});

async function openAt(version?: string): Promise<KnowledgeDB> {
  const db = await KnowledgeDB.open(exports.name('.db'), version === undefined ? {} : { to: version });
  opened.push(db);
  return db;
}

/** A SQLite file with random entries, and rows in every table that its version has. */
async function filledAt(version: string): Promise<KnowledgeDB> {
  const db = await openAt(version);
  const [draw] = fc.sample(fc.gen(), { numRuns: 1, seed: 4 });
  if (draw === undefined) throw new Error('There is nothing to draw from.');
  await addRandomEntries(draw, db);
  const store = await db.store();
  if (store.engine === 'sqlite') fillEveryTable(store, 7);
  return db;
}

test.each(versions)('an export of %s comes back at every version', async (version) => {
  const here = await filledAt(version);
  const held = await exports.document(here);
  expect(held).toMatchObject({ schemaVersion: version, scope: 'everything' });
  const { path } = await exports.write(here, 'json');
  for (const target of versions) {
    const there = await openAt(target);
    const report = await there.importFrom({ path });
    const { entries, tables } = await exports.document(there);
    expect(entries).toEqual(held.entries);
    expect(report).toMatchObject({ schemaVersion: version, added: held.entries.length, conflictsTotal: 0 });
    const lacking = Object.entries(held.tables).filter(([table]) => tables[table] === undefined);
    for (const [table, rows] of Object.entries(held.tables))
      expect([table, tables[table] ?? rows]).toEqual([table, rows]);
    const left = lacking.flatMap(([, rows]) => rows).length;
    expect(report.rejectedTotal).toBe(left);
    expect(report.problems).toEqual(left === 0 ? {} : { 'unknown-table': left });
    expect(report.warnings.map((warning) => warning.includes(version))).toEqual(left === 0 ? [] : [true]);
    expect((await there.healthCheck()).issues).toEqual([]);
  }
});

onEveryEngine(({ engine, fresh }) => {
  test.skipIf(engine === 'sqlite')(
    'a knowledge base moves from a file to a server and back, byte by byte',
    { timeout: 600_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.gen(), async (draw) => {
          const [file, server, back] = [await openAt(), await fresh(), await openAt()];
          await addRandomKnowledge(draw, file, 'postgresql');
          const { path } = await exports.write(file, 'ndjson');
          await server.importFrom({ path });
          const text = await exports.text(file, 'ndjson');
          expect(await exports.text(server, 'ndjson')).toBe(text);
          const returned = await exports.write(server, 'json');
          await back.importFrom({ path: returned.path });
          expect(await exports.text(back, 'ndjson')).toBe(text);
        }),
        { numRuns: 5, endOnFailure: true },
      );
    },
  );

  test('an import from another knowledge base takes what an export of it would', async () => {
    const here = await filledAt(versions.at(-1) ?? '');
    const [viaFile, directly] = [await fresh(), await fresh()];
    const store = await here.store();
    if (store.engine !== 'sqlite') throw new Error('It is a file.');
    const selection = { category: 'vsam' };
    await viaFile.importFrom({ path: (await exports.write(here, 'json', selection)).path });
    const report = await directly.importFrom({ path: store.path, selection });
    expect(report).toMatchObject({ format: 'database', rejected: [], warnings: [] });
    expect(await exports.text(directly, 'json')).toBe(await exports.text(viaFile, 'json'));
  });
});
