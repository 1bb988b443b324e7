import { expect, test } from 'vitest';
import { workProgress } from './work-words.ts';

test('says the count alone until the speed is known', () => {
  expect(workProgress({ step: null, done: 0, total: 0, startedAt: 0 }, 200)).toBe('starting');
  expect(workProgress({ step: null, done: 40, total: 214, startedAt: 0 }, 200)).toBe('40 of 214');
});

test('says speed and time left', () => {
  expect(workProgress({ step: null, done: 1_200, total: 6_000, startedAt: 0 }, 4_000)).toBe(
    '1,200 of 6,000 · 300 per second · 16 s left',
  );
  expect(workProgress({ step: null, done: 3, total: 12, startedAt: 0 }, 2_000)).toBe(
    '3 of 12 · 1.5 per second · 6 s left',
  );
});

test('says which named step is under way, with its count where it has one', () => {
  const step = 'Step 2 of 5: backing up';
  expect(workProgress({ step, done: 0, total: 0, startedAt: 0 }, 4_000)).toBe(step);
  expect(workProgress({ step, done: 3, total: 12, startedAt: 0 }, 200)).toBe(`${step} · 3 of 12`);
});

test('counts records where it goes by the bytes of a file', () => {
  const work = { step: null, done: 2_000_000, total: 8_000_000, bytes: { records: 3_000 }, startedAt: 0 };
  expect(workProgress(work, 200)).toBe('3,000 records · 2.0 MB of 8.0 MB');
  expect(workProgress(work, 3_000)).toBe('3,000 records · 2.0 MB of 8.0 MB · 1,000 per second · 9 s left');
});
