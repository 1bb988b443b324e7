import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { KnowledgeError } from '../../failure.ts';
import { KnowledgeDB } from '../../store/knowledge-db.ts';
import type { RawRecord, Source, SourceItem } from '../read/source-record.ts';
import type { ImportPreview } from '../transfer-types.ts';
import { previewImport, previewSource } from './preview-import.ts';
import { readMapping } from './read-mapping.ts';
import { legacyRecords, messyInEbcdic, messyInUtf16, messyTable } from './testing/messy-table.ts';

const folder = mkdtempSync(join(tmpdir(), 'preview-'));
afterAll(() => rmSync(folder, { recursive: true }));

function written(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function entries(records: readonly RawRecord[]): readonly SourceItem[] {
  return records.map((raw, at) => ({ kind: 'entry', record: at + 1, where: null, raw }));
}

/** A source of batches that are there already. */
function sourceOf(batches: readonly (readonly SourceItem[])[], part: Partial<Source> = {}): Source {
  return {
    format: 'csv',
    encoding: 'utf-8',
    delimiter: ',',
    native: false,
    sizeBytes: 100,
    position: () => 0,
    columns: null,
    async *items() {
      yield* batches;
    },
    close: () => Promise.resolve(),
    ...part,
  };
}

function problem(preview: ImportPreview, kind: string, field: string | null): unknown {
  return preview.problems.find((one) => one.kind === kind && one.field === field);
}

describe('a messy table', () => {
  it('is understood without being told anything', async () => {
    const preview = await previewImport({ path: messyTable });
    expect(preview).toMatchObject({
      format: 'csv',
      encoding: 'windows-1252',
      delimiter: ';',
      native: null,
      looked: 119,
      complete: true,
      failure: null,
    });
    const from = Object.entries(preview.mapping.fields).map(([field, one]) => [field, one.from.join()]);
    expect(Object.fromEntries(from)).toEqual({
      id: 'Incident-ID',
      title: 'Kurzbeschreibung',
      problem: 'Beschreibung',
      solution: 'Lösung',
      category: 'Kategorie',
      severity: 'Priorität',
      tags: 'Stichworte',
      createdAt: 'Erstellt am',
      updatedAt: 'Geändert am',
      author: 'Gemeldet von',
    });
    expect(preview.first).toHaveLength(10);
    expect(preview.first[0]).toEqual({
      record: 1,
      entry: {
        id: 'INC4711000',
        title: 'VSAM OPEN mit Status 35 in PAYR0100',
        problem:
          'OPEN der Datei PROD.PAY.STAMM.D000 endet mit FILE STATUS 35.\n\nJob PAYJ0100, Step STEP010.\n\nSiehe SYSOUT & Joblog:  \nIEF450I PAYJ0100 ABEND',
        solution:
          '1. LISTCAT ENT(PROD.PAY.STAMM.D000) prüfen\n2. Cluster mit DEFINE neu anlegen und Job ab STEP010 starten.',
        category: 'VSAM',
        severity: 'critical',
        tags: ['vsam', 'open', 'status 35'],
        createdAt: '2023-01-01T00:00:00.000Z',
        updatedAt: '2025-11-15T06:22:00.000Z',
        author: 'J. Müller',
        metadata: { Gruppe: 'MF-BATCH', Status: 'gelöst' },
      },
      problems: [],
    });
  });

  it('shows columns with samples, and all values where they are few', async () => {
    const { columns } = await previewImport({ path: messyTable });
    expect(columns.map(({ name }) => name).slice(0, 3)).toEqual([
      'Incident-ID',
      'Kurzbeschreibung',
      'Beschreibung',
    ]);
    const title = columns[1];
    expect(title).toMatchObject({ filled: 115 });
    expect(title?.samples).toHaveLength(5);
    for (const sample of columns.flatMap(({ samples }) => samples))
      expect(sample.length).toBeLessThanOrEqual(80);
    const priority = columns.find(({ name }) => name === 'Priorität');
    expect(priority?.values?.slice(0, 1)).toEqual([{ value: '1 - Kritisch', count: 14 }]);
    expect(priority?.values?.at(-1)).toEqual({ value: 'nach Absprache', count: 1 });
    expect(columns[2]?.values).toBeUndefined();
  });

  it('has its problems counted by kind and field', async () => {
    const preview = await previewImport({ path: messyTable });
    expect(problem(preview, 'missing-field', 'title')).toMatchObject({ count: 3, record: 15 });
    expect(problem(preview, 'invalid-value', 'createdAt')).toMatchObject({
      count: 4,
      example: 'The time of creation is “31.02.2024 09:15”, which is no time of the form D.M.YYYY HH:mm.',
    });
    expect(problem(preview, 'invalid-value', 'severity')).toMatchObject({ count: 1 });
    expect(problem(preview, 'not-readable', null)).toMatchObject({ count: 1 });
  });

  it.each([
    ['ibm1047', messyInEbcdic],
    ['utf-16le', messyInUtf16],
  ] as const)('is the same in %s', async (encoding, make) => {
    const preview = await previewImport({ path: written(`${encoding}.tsv`, make()) });
    const original = await previewImport({ path: messyTable });
    expect(preview).toMatchObject({ encoding, delimiter: '\t', looked: 119 });
    expect(preview.mapping).toEqual({ ...original.mapping, name: encoding });
    // What EBCDIC lacks is a question mark there.
    const bare = (value: unknown): string => JSON.stringify(value).replaceAll(/[–„“]/g, '?');
    expect(bare(preview.first)).toBe(bare(original.first));
  });

  it('is read by the mapping that is given', async () => {
    const mapping = readMapping({ title: 'Incident-ID', problem: 'Status', solution: 'Status' });
    const preview = await previewImport({
      path: messyTable,
      ...(mapping.ok ? { mapping: mapping.value } : {}),
    });
    expect(preview.first[0]?.entry).toEqual({ title: 'INC4711000', problem: 'gelöst', solution: 'gelöst' });
  });
});

it('understands records in the legacy form of the guide', async () => {
  const preview = await previewImport({ path: legacyRecords });
  expect(preview.problems).toEqual([]);
  expect(
    preview.first.map(({ entry }) => [entry.category, entry.severity, entry.createdAt?.slice(0, 10)]),
  ).toEqual([
    ['VSAM', 'critical', '2019-03-04'],
    ['Abend', 'high', '2019-03-04'],
    ['Db2', 'high', '2019-03-04'],
    ['JCL', 'critical', '2019-03-04'],
    ['CICS', 'medium', '2019-03-04'],
    ['IMS', 'medium', '2019-03-04'],
    ['Security', 'low', '2019-03-04'],
    ['printer', 'low', '2019-03-04'],
    ['JCL', 'low', '2019-03-04'],
    ['Utility', 'critical', '2019-03-04'],
  ]);
});

it('needs no mapping for what has the fields of entries', async () => {
  const db = await KnowledgeDB.open(join(folder, 'native.db'));
  await db.addEntry(
    { title: 'T', problem: 'P', solution: 'S', tags: ['a;b', 'c'], metadata: { k: [1] } },
    'kim',
  );
  for (const name of ['native.json', 'native.csv', 'native.ndjson'])
    await db.exportTo({ path: join(folder, name) });
  await db.close();
  const names = ['native.json', 'native.csv', 'native.ndjson', 'native.db'];
  const previews = await Promise.all(names.map((name) => previewImport({ path: join(folder, name) })));
  for (const preview of previews) {
    expect(preview).toMatchObject({ native: expect.anything(), problems: [], complete: true });
    expect(preview.first[0]?.entry).toMatchObject({
      title: 'T',
      tags: ['a;b', 'c'],
      metadata: { k: [1] },
      author: 'kim',
    });
    expect(preview.columns.map((column) => column.name)).toContain('severity');
  }
  expect((await previewImport({ path: join(folder, 'native.json') })).native?.counts).toMatchObject({
    entries: 1,
  });
});

it('tells by what the entries of a knowledge base can be chosen, archived ones included', async () => {
  const path = join(folder, 'labels.db');
  const db = await KnowledgeDB.open(path);
  const texts = { title: 'T', problem: 'P', solution: 'S' };
  await db.addEntry({ ...texts, category: 'VSAM', tags: ['open'] }, 'kim');
  const old = await db.addEntry({ ...texts, title: 'Old', category: 'VSAM', tags: ['open', 'tape'] }, 'kim');
  await db.addEntry({ ...texts, title: 'Other', category: 'JCL' }, 'kim');
  await db.archiveEntry(old);
  await db.close();
  expect((await previewImport({ path })).labels).toEqual({
    categories: [
      { value: 'VSAM', count: 2 },
      { value: 'JCL', count: 1 },
    ],
    tags: [
      { value: 'open', count: 2 },
      { value: 'tape', count: 1 },
    ],
  });
  expect((await previewImport({ path: messyTable })).labels).toBeNull();
});

describe('limits', () => {
  it('looks at no more than the first 1,000 records', async () => {
    let taken = 0;
    const source = sourceOf([], {
      async *items() {
        for (; taken < 100; taken += 1) yield entries(Array.from({ length: 100 }, () => ({ title: 't' })));
      },
    });
    const preview = await previewSource(source, 'x.csv', undefined);
    expect(preview).toMatchObject({ looked: 1_000, complete: false, failure: null });
    expect(taken).toBeLessThan(12);
  });

  it('looks at no more than about 20 MB', async () => {
    let position = 0;
    const source = sourceOf([], {
      sizeBytes: 1_000_000_000,
      position: () => position,
      async *items() {
        for (; ; position += 1_000_000) yield entries([{ title: 't' }]);
      },
    });
    expect(await previewSource(source, 'x.csv', undefined)).toMatchObject({ looked: 22, complete: false });
  });

  it('is complete with exactly 1,000', async () => {
    const source = sourceOf([entries(Array.from({ length: 1_000 }, () => ({ title: 't' })))]);
    expect(await previewSource(source, 'x.csv', undefined)).toMatchObject({ looked: 1_000, complete: true });
  });
});

it('shows what was read where the rest cannot be', async () => {
  const failure = { kind: 'invalid-file' as const, message: 'x.csv is cut off.', recovery: 'Get it again.' };
  const source = sourceOf([], {
    async *items() {
      yield entries([{ title: 't', problem: 'p', solution: 's' }]);
      throw new KnowledgeError(failure);
    },
  });
  const preview = await previewSource(source, 'x.csv', undefined);
  expect(preview).toMatchObject({ looked: 1, complete: false, failure });
  expect(preview.first[0]?.entry.title).toBe('t');
});

it('says which file is not there', async () => {
  const path = join(folder, 'none.csv');
  await expect(previewImport({ path })).rejects.toMatchObject({
    failure: { kind: 'file-missing', message: expect.stringContaining(path) },
  });
});
