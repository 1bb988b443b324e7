import { expect, test } from 'vitest';
import { byTable, keptInWords, rowsInWords } from './table-words.ts';

test('rows are counted in words that a person would use', () => {
  expect(rowsInWords({ table: 'incidents', rows: 2341 })).toBe('2,341 incidents');
  expect(rowsInWords({ table: 'audit_log', rows: 1 })).toBe('1 line of the audit log');
  expect(rowsInWords({ table: 'shift_notes', rows: 12 })).toBe('12 rows of shift_notes');
});

test('the entries themselves stay, whatever is rolled back', () => {
  expect(keptInWords({ table: 'kb_entries', rows: 467 })).toBe('notes of the newer schema on 467 entries');
  expect(keptInWords({ table: 'incidents', rows: 2 })).toBe('2 incidents');
});

test('rows that two steps kept of one table are one number, the largest first, and nothing is not told', () => {
  expect(
    byTable([
      { version: '003-mvp3-code-analysis', table: 'kb_entries', rows: 2 },
      { version: '002-mvp2-pattern-detection', table: 'incidents', rows: 7 },
      { version: '010-mine', table: 'kb_entries', rows: 3 },
      { version: '002-mvp2-pattern-detection', table: 'alerts', rows: 0 },
    ]),
  ).toEqual([
    { table: 'incidents', rows: 7 },
    { table: 'kb_entries', rows: 5 },
  ]);
});
