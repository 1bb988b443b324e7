import { expect, test } from 'vitest';
import { isOnlyTheIndex } from './health-words.ts';

test('a damaged index needs no backup, anything else does', () => {
  const index = 'The search index has 466 entries, and there are 467.';
  expect(isOnlyTheIndex({ overall: false, issues: [index] })).toBe(true);
  expect(isOnlyTheIndex({ overall: false, issues: [index, 'Page 7 is never used.'] })).toBe(false);
  expect(isOnlyTheIndex({ overall: true, issues: [] })).toBe(false);
});
