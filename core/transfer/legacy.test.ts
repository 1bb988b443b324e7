import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KnowledgeDB } from '../store/knowledge-db.ts';
import { mapLegacyCategory, migrateCategory, normalizeSeverity, transformAndMigrate } from './legacy.ts';
import { applyMapping } from './mapping/apply-mapping.ts';
import { readMappingFile } from './mapping/read-mapping.ts';
import { legacyRecords } from './mapping/testing/messy-table.ts';
import type { RawRecord } from './read/source-record.ts';

const guideMapping = join(import.meta.dirname, '../../docs/mappings/guide-legacy.json');
const records = JSON.parse(readFileSync(legacyRecords, 'utf8')) as readonly RawRecord[];

let folder: string;
let target: KnowledgeDB;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'legacy-'));
  target = await KnowledgeDB.open(join(folder, 'target.db'));
});
afterEach(async () => {
  await target.close();
  rmSync(folder, { recursive: true });
});

describe('transformAndMigrate', () => {
  it('adds records of the older form, and returns their ids in the same order', async () => {
    const ids = await transformAndMigrate(records, target);
    expect(ids).toHaveLength(records.length);
    expect(await target.getEntry(ids[2] ?? '')).toMatchObject({
      title: 'SQLCODE -805 after bind',
      problem: 'Package not found in plan PLNA.',
      solution: 'Rebind the package, then the plan.',
      category: 'Db2',
      severity: 'high',
      tags: ['db2', 'bind'],
      createdAt: '2019-03-04T05:06:07.000Z',
      author: 'migration-transform',
    });
    const [found] = await target.search('EIBCALEN');
    expect(found?.entry.id).toBe(ids[4]);
  });

  it('adds nothing where one record is no entry, and says which', async () => {
    const broken = [...records.slice(0, 3), { title: 'No way out', description: 'x' }];
    await expect(transformAndMigrate(broken, target)).rejects.toMatchObject({
      failure: {
        kind: 'invalid-entry',
        message: 'Record 4 cannot become an entry. The solution is missing: there is no “resolution”.',
      },
    });
    expect((await target.getStats()).totalEntries).toBe(0);
  });

  it('takes no records for nothing to do', async () => {
    expect(await transformAndMigrate([], target)).toEqual([]);
  });
});

it('the mapping in the documentation makes the same of them', async () => {
  const mapping = await readMappingFile(guideMapping);
  if (!mapping.ok) throw new Error(mapping.failure.message);
  const ids = await transformAndMigrate(records, target);
  for (const [at, raw] of records.entries()) {
    const { entry, problems } = applyMapping(mapping.value, raw);
    expect(problems).toEqual([]);
    expect(await target.getEntry(ids[at] ?? '')).toMatchObject(entry);
  }
});

it('the mapping in the documentation brings a file of them in', async () => {
  const mapping = await readMappingFile(guideMapping);
  if (!mapping.ok) throw new Error(mapping.failure.message);
  const report = await target.importFrom({ path: legacyRecords, mapping: mapping.value });
  expect(report).toMatchObject({ added: records.length, rejectedTotal: 0 });
});

it('migrateCategory copies one category with its revisions', async () => {
  const path = join(folder, 'source.db');
  const source = await KnowledgeDB.open(path);
  const [id] = await transformAndMigrate(records, source);
  await source.updateEntry(id ?? '', { solution: 'Define the cluster anew.' });
  await source.close();
  const report = await migrateCategory(path, target, 'VSAM');
  expect(report.added).toBe(1);
  expect(await target.getEntry(id ?? '')).toMatchObject({
    category: 'VSAM',
    solution: 'Define the cluster anew.',
  });
  expect(await target.listRevisions(id ?? '')).toHaveLength(1);
  expect((await target.getStats()).totalEntries).toBe(1);
});

it('mapLegacyCategory knows the program’s own, and keeps what it does not know', () => {
  expect(['db2', 'DB 2 error', 'vsam file', 'Language Environment', 'LE'].map(mapLegacyCategory)).toEqual([
    'Db2',
    'Db2',
    'VSAM',
    'LE',
    'LE',
  ]);
  expect(
    ['le réseau', 'CICS and DB2', 'Printer', ' ', null, undefined, {}, 7].map(mapLegacyCategory),
  ).toEqual(['le réseau', 'CICS and DB2', 'Printer', 'General', 'General', 'General', 'General', '7']);
});

it('normalizeSeverity takes names and numbers, and is moderate about the rest', () => {
  expect([1, '2', 'P3', 'trivial', 'BLOCKER', 0].map(normalizeSeverity)).toEqual([
    'critical',
    'high',
    'medium',
    'low',
    'critical',
    'critical',
  ]);
  expect([null, undefined, {}, 'soon', 99, -1].map(normalizeSeverity)).toEqual(
    Array.from({ length: 6 }, () => 'medium'),
  );
});
