import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { onEveryEngine } from '../../store/testing/on-every-engine.ts';
import { sampleEntry } from '../../store/testing/sample-entry.ts';
import type { ExportedEntry } from '../read/source-record.ts';
import { csvColumns, CsvFormat } from './csv-format.ts';
import { unescapeFormula } from './formula-cells.ts';

const folder = mkdtempSync(join(tmpdir(), 'abendbook-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const header =
  'id,title,problem,solution,category,severity,tags,archived,createdAt,updatedAt,author,metadata';
const time = '2026-01-01T00:00:00.000Z';

function record(change: Partial<ExportedEntry>): ExportedEntry {
  return {
    id: 'i',
    title: 't',
    problem: 'p',
    solution: 's',
    category: 'c',
    severity: 'low',
    tags: [],
    archived: false,
    createdAt: time,
    updatedAt: time,
    author: 'a',
    metadata: {},
    revision: 1,
    ...change,
  };
}

function rowsOf(entries: readonly ExportedEntry[]): readonly (readonly string[])[] {
  const format = new CsvFormat(false);
  const text = [format.begin(), ...format.records({ kind: 'entries', entries }), format.end()].join('');
  return parse(text, { relax_quotes: false }).slice(1);
}

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('"', ',', '\r', '\n', ';', '\\', "'", '=', '-', '\t', ' ', 'a') }),
);

test('every text comes back from a cell as it was, and none begins as a formula does', () => {
  fc.assert(
    fc.property(anyText, anyText, anyText, fc.array(anyText), (title, problem, author, tags) => {
      const entry = record({ title, problem, author, tags, metadata: { [title]: problem } });
      const [row = []] = rowsOf([entry]);
      for (const cell of row) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
      const cells = row.map(unescapeFormula);
      expect(cells).toHaveLength(csvColumns.length);
      expect([cells[1], cells[2], cells[10]]).toEqual([title, problem, author]);
      expect(JSON.parse(cells[11] ?? '')).toEqual({ [title]: problem });
      const separated = (cells[6] ?? '').match(/(?:\\.|[^;])+/gs) ?? [];
      const words = tags.filter((tag) => tag.trim() === tag && tag !== '');
      expect(separated.map((tag) => tag.replace(/^ /, '').replaceAll(/\\(.)/gs, '$1'))).toEqual(
        expect.arrayContaining(words),
      );
    }),
    { numRuns: 1_000 },
  );
});

onEveryEngine(({ fresh }) => {
  test('entries are a table with a header, with or without a byte order mark', async () => {
    const db = await fresh();
    await db.addEntries([
      sampleEntry({ id: 'b', title: '=cmd|calc', tags: ['a;b', 'c\\d'], createdAt: time, updatedAt: time }),
      sampleEntry({ id: 'a', problem: 'two\nlines, "quoted"', archived: true }),
    ]);
    const path = join(folder, 'out.csv');
    const report = await db.exportTo({ path, overwrite: true });
    const text = readFileSync(path, 'utf8');
    const lines = text.split('\r\n');
    expect(lines[0]).toBe(header);
    expect(lines[1]).toContain('"two\nlines, ""quoted"""');
    expect(lines[2]).toContain(`b,'=cmd|calc,`);
    expect(lines[2]).toContain(`,high,a\\;b; c\\\\d,false,${time},${time},unknown,`);
    expect(lines[3]).toBe('');
    expect(report).toMatchObject({ format: 'csv', records: 2, counts: { entries: 2 } });
    expect(report.warnings).toEqual([expect.stringContaining('history')]);
    await db.exportTo({ path, byteOrderMark: true, overwrite: true, selection: { ids: ['a'] } });
    expect(readFileSync(path, 'utf8')).toBe(`\uFEFF${lines[0]}\r\n${lines[1]}\r\n`);
  });
});
