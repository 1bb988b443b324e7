import { expect, test } from 'vitest';
import type { ImportReport } from '../../preload/api.ts';
import { checkHeadline, importWords, resultHeadline, tableInWords } from './import-words.ts';

function report(counts: Partial<ImportReport>): ImportReport {
  const none = {
    added: 0,
    updated: 0,
    unchanged: 0,
    removed: 0,
    rejectedTotal: 0,
    tables: [],
    mode: 'merge',
  };
  return { ...none, ...counts } as ImportReport;
}

test('the check says what would happen', () => {
  expect(checkHeadline(report({ added: 1_200 }))).toBe('1,200 entries would be added');
  expect(checkHeadline(report({ updated: 3 }))).toBe('3 entries would be updated');
  expect(checkHeadline(report({ added: 1, updated: 3 }))).toBe('1 entry would be added and 3 updated');
  expect(checkHeadline(report({ removed: 467, added: 12, mode: 'replace' }))).toBe(
    '467 entries would go, and 12 come in their place',
  );
});

test('the check says why nothing would happen', () => {
  expect(checkHeadline(report({ unchanged: 9 }))).toBe('Everything in this file is here already');
  expect(checkHeadline(report({ rejectedTotal: 9 }))).toBe('No record of this file can be imported');
  expect(checkHeadline(report({}))).toBe('There are no entries in this file');
  expect(checkHeadline(report({ unchanged: 9 }), true)).toBe('All of these are here already');
  expect(checkHeadline(report({}), true)).toBe('No entry in it fits what you asked for');
  const tables = [{ table: 'incidents', added: 2, updated: 0, unchanged: 0, rejected: 0 }];
  expect(checkHeadline(report({ unchanged: 9, tables }))).toBe(
    'No entry would change, but what belongs to them',
  );
});

test('the button says what it does, in numbers', () => {
  expect(importWords(report({ added: 2, updated: 1 }))).toBe('Import 3 entries');
  expect(importWords(report({ removed: 1, mode: 'replace' }))).toBe('Replace 1 entry…');
});

test('the result says what happened', () => {
  expect(resultHeadline(report({}))).toBe('0 entries added');
  expect(resultHeadline(report({ added: 2, updated: 1 }))).toBe('2 entries added and 1 updated');
  expect(resultHeadline(report({ added: 12, removed: 1 }))).toBe('1 entry went, and 12 came in their place');
});

test('of other tables it says what came of their rows, and nothing of those without', () => {
  const table = { table: 'incidents', added: 12, updated: 0, unchanged: 1_000, rejected: 1 };
  expect(tableInWords(table)).toBe('incidents: 12 added, 1,000 already there, 1 bad, left out');
  expect(tableInWords({ ...table, added: 0, unchanged: 0, rejected: 0 })).toBeNull();
});
