import { expect, test } from 'vitest';
import { conflictFields, conflictName } from './conflict-fields.ts';

test('both sides stand beside each other, what differs first', () => {
  expect(
    conflictFields({ kept: '{"id":"A","status":"open"}', present: '{"id":"A","status":"closed"}' }),
  ).toEqual([
    { field: 'status', kept: 'open', present: 'closed', differs: true },
    { field: 'id', kept: 'A', present: 'A', differs: false },
  ]);
});

test('a row that is not there any more has one side', () => {
  expect(conflictFields({ kept: '{"note":null,"count":3}', present: null })).toEqual([
    { field: 'note', kept: 'nothing', present: null, differs: true },
    { field: 'count', kept: '3', present: null, differs: true },
  ]);
});

test('a row is called as a person would call it', () => {
  expect(conflictName({ table: 'kb_entries', key: '{"number":42}' })).toBe('Entry KB-0042');
  expect(conflictName({ table: 'incidents', key: '{"id":"INC001"}' })).toBe('incidents, id INC001');
  expect(conflictName({ table: 'my_table', key: 'no JSON' })).toBe('my_table, value no JSON');
});
