import { expect, test } from 'vitest';
import { entryAsText, entrySource } from './plain-text.ts';

const entry = {
  number: 42,
  title: 'VSAM status 35',
  category: 'VSAM',
  severity: 'high',
  problem: 'The file was not found.',
  solution: '1. Check the DD.',
  tags: ['vsam', 'open'],
} as const;

test('an entry as text can be pasted into a ticket', () => {
  expect(entryAsText(entry)).toBe(
    'VSAM status 35\nKB-0042 · VSAM · high\n\nProblem\nThe file was not found.\n\nSolution\n1. Check the DD.\n\nTags: vsam, open',
  );
  expect(entryAsText({ ...entry, tags: [], category: '' })).toMatch(
    /^VSAM status 35\nKB-0042 · high\n[\s\S]*DD\.$/u,
  );
});

test('a source is text or nothing', () => {
  expect(entrySource({ metadata: { source: 'Common practice' } })).toBe('Common practice');
  expect(entrySource({ metadata: { source: 3 } })).toBeNull();
});
