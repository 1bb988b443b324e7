import { expect, test } from 'vitest';
import { allWanted, daysAreReversed, isUnsaid, wantedParts, wantedSelection } from './wanted-entries.ts';

const some = { ...allWanted, scope: 'some' } as const;

test('an import asks for what was filled in, and for nothing of what was not', () => {
  expect(wantedSelection({ ...some, category: 'VSAM', words: ' status 35 ' })).toEqual({
    category: 'VSAM',
    query: 'status 35',
  });
  expect(wantedSelection({ ...some, tags: ['jcl', 'cics'] })).toEqual({ tags: ['jcl', 'cics'] });
  expect(wantedSelection({ ...some, scope: 'everything', category: 'VSAM' })).toBeNull();
});

test('days are those of the clock here, the last one with all its hours', () => {
  expect(wantedSelection({ ...some, since: '2026-03-01', until: '2026-03-31' })).toEqual({
    since: new Date(2026, 2, 1).toISOString(),
    until: new Date(2026, 3, 1).toISOString(),
  });
});

test('some without a word about which is not said yet, and days may be the wrong way round', () => {
  expect(isUnsaid({ ...some, words: ' ' })).toBe(true);
  expect(isUnsaid({ ...some, until: '2026-03-31' })).toBe(false);
  expect(isUnsaid(allWanted)).toBe(false);
  expect(daysAreReversed({ ...some, since: '2026-03-31', until: '2026-03-30' })).toBe(true);
  expect(daysAreReversed({ ...some, since: '2026-03-31', until: '2026-03-31' })).toBe(false);
});

test('what is wanted is said in words', () => {
  expect(wantedParts({ ...some, category: 'VSAM', tags: ['open', 'tape'], since: '2026-03-01' })).toEqual([
    'category VSAM',
    'one of the tags open, tape',
    'changed since 1 Mar 2026',
  ]);
  expect(wantedParts({ ...some, until: '2026-03-31', words: 'status 35' })).toEqual([
    'changed until 31 Mar 2026',
    'found by “status 35”',
  ]);
  expect(wantedParts({ ...some, since: '2026-03-01', until: '2026-03-31' })).toEqual([
    'changed from 1 Mar 2026 to 31 Mar 2026',
  ]);
  expect(wantedParts({ ...some, scope: 'everything', category: 'VSAM' })).toEqual([]);
});
