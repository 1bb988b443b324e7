import { expect, test } from 'vitest';
import { countingQuery, selectionOf } from './export-choice.ts';

const subject = { scope: 'everything', category: 'VSAM files', query: 'status 35', ids: ['a', 'b'] } as const;

test('an export asks for what was chosen, and for nothing of what was not', () => {
  expect(selectionOf(subject)).toBeNull();
  expect(selectionOf({ ...subject, scope: 'category' })).toEqual({ category: 'VSAM files' });
  expect(selectionOf({ ...subject, scope: 'search' })).toEqual({ query: 'status 35' });
  expect(selectionOf({ ...subject, scope: 'selected' })).toEqual({ ids: ['a', 'b'] });
});

test('entries are counted by a search only where the number is not known', () => {
  expect(countingQuery(subject)).toBeNull();
  expect(countingQuery({ ...subject, scope: 'category' })).toBe('category:"VSAM files"');
  expect(countingQuery({ ...subject, scope: 'search' })).toBe('status 35');
  expect(countingQuery({ ...subject, scope: 'search', query: ' ' })).toBeNull();
  expect(countingQuery({ ...subject, scope: 'selected' })).toBeNull();
});
