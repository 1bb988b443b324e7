import { expect, test } from 'vitest';
import { outcomeShares } from './outcome-shares.ts';

test('the bar is divided as the entries are', () => {
  const shares = outcomeShares({ added: 60, updated: 20, unchanged: 20, rejectedTotal: 0 });
  expect(shares.map(({ kind, percent }) => [kind, percent])).toEqual([
    ['added', 60],
    ['updated', 20],
    ['unchanged', 20],
    ['rejected', 0],
  ]);
});

test('one bad record among a million is still seen, and the bar stays whole', () => {
  const shares = outcomeShares({ added: 1_000_000, updated: 0, unchanged: 0, rejectedTotal: 1 });
  expect(shares.at(-1)?.percent).toBeGreaterThan(0.9);
  expect(shares.reduce((sum, { percent }) => sum + percent, 0)).toBeCloseTo(100);
});

test('an empty file has an empty bar', () => {
  const shares = outcomeShares({ added: 0, updated: 0, unchanged: 0, rejectedTotal: 0 });
  expect(shares.every(({ percent }) => percent === 0)).toBe(true);
});
