import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeFormula, unescapeFormula } from './formula-cells.ts';

const hostile = fc.oneof(
  fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', '\n', 'a', '1', ' ') }),
  fc.string({ unit: 'binary' }),
);

test('no cell begins as a formula does, and each comes back as it was', () => {
  fc.assert(
    fc.property(hostile, (cell) => {
      const written = escapeFormula(cell);
      expect(written).not.toMatch(/^[=+\-@\t\r]/);
      expect(unescapeFormula(written)).toBe(cell);
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  ['=HYPERLINK("http://x")', `'=HYPERLINK("http://x")`],
  ['-805', `'-805`],
  [`'=1`, `''=1`],
  [`'quoted'`, `'quoted'`],
  ['a=b', 'a=b'],
  ['', ''],
])('%j is written as %j', (cell, written) => {
  expect(escapeFormula(cell)).toBe(written);
});
