import { expect, test } from 'vitest';
import { describeProgress } from './transfer-progress.ts';

test('progress in bytes tells the share, the records, their rate and the time left', () => {
  const progress = { phase: 'reading', done: 250, total: 1_000, unit: 'bytes', records: 5_000 } as const;
  const [bar, ...rest] = describeProgress(progress, 25_000);
  expect(bar).toMatch(/^█{6}░{18} 25 %$/);
  expect(rest).toEqual(['5,000 records', '200/s', '1:15 left']);
});

test('progress in records is counted', () => {
  const progress = { phase: 'writing', done: 10, total: 20, unit: 'records', records: 10 } as const;
  const [bar, ...rest] = describeProgress(progress, 3_600_000);
  expect(bar).toMatch(/ 10\/20$/);
  expect(rest).toEqual(['0/s', '1:00:00 left']);
});

test('what is not known is not told', () => {
  const unknown = { phase: 'reading', done: 0, total: 0, unit: 'records', records: 0 } as const;
  expect(describeProgress(unknown, 5_000)).toEqual([]);
  const early = { phase: 'reading', done: 10, total: 20, unit: 'records', records: 10 } as const;
  expect(describeProgress(early, 10)).toHaveLength(1);
});
