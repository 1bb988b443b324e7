import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { delimiters } from './sniff-delimiter.ts';
import { RowSplitter } from './split-rows.ts';

const cell = fc.string({
  unit: fc.constantFrom('a', ' ', 'é', '"', "'", '\n', '\r', ',', ';', '\t', '|', '=', '😀'),
});

function write(rows: readonly (readonly string[])[], delimiter: string, lineEnd: string): string {
  const cellOf = (text: string): string =>
    /["\r\n]|^\s|\s$/u.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text;
  return rows.map((row) => row.map(cellOf).join(delimiter) + lineEnd).join('');
}

describe('rows and cells', () => {
  const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { maxLength: 6 });
  const layouts = fc.record({
    delimiter: fc.constantFrom(...delimiters),
    lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
    size: fc.integer({ min: 1, max: 40 }),
  });
  const isBlank = (row: readonly string[]): boolean => row.every((text) => text.trim() === '');

  test('come back as they were written, whatever the pieces', () => {
    fc.assert(
      fc.property(rows, layouts, (written, { delimiter, lineEnd, size }) => {
        expect(split(write(written, delimiter, lineEnd), delimiter, size)).toEqual(
          written.filter((row) => !isBlank(row)),
        );
      }),
      { numRuns: 500 },
    );
  });

  test('are those that csv-parse finds', () => {
    fc.assert(
      fc.property(rows, layouts, (written, { delimiter, lineEnd, size }) => {
        const text = write(written, delimiter, lineEnd);
        const options = { delimiter, record_delimiter: lineEnd, relax_column_count: true };
        const expected = parse(text, options).filter((row) => !isBlank(row));
        expect(split(text, delimiter, size)).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  test('are found whatever the text is, in one piece or many, in time that grows with its length', () => {
    const wild = fc.string({ unit: fc.constantFrom('"', '"', ',', '\n', '\r', 'a', ' '), maxLength: 200 });
    fc.assert(
      fc.property(wild, fc.integer({ min: 1, max: 9 }), (text, size) => {
        expect(split(text, ',', size)).toEqual(split(text, ',', text.length + 1));
      }),
      { numRuns: 2_000 },
    );
    const started = performance.now();
    for (const line of ['"abc\n', '"a""b\n', 'x,"\n', '"""\n', '"a,b" c\n', '"\n""b'])
      split(line.repeat(100_000), ',', 65_536);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

function split(text: string, delimiter: string, size: number): readonly (readonly string[])[] {
  const splitter = new RowSplitter(delimiter);
  const rows = [];
  for (let at = 0; at < text.length; at += size) rows.push(...splitter.push(text.slice(at, at + size)));
  rows.push(...splitter.end());
  return rows.map(({ cells, problem }) => (problem === null ? cells : [problem, ...cells]));
}
