import { expect, test } from 'vitest';
import { median, quantile } from './statistics.ts';

test('the median and the 95th percentile are values that were measured', () => {
  const measured = Array.from({ length: 20 }, (_, index) => (index * 7) % 20);
  expect(median(measured)).toBe(9);
  expect(quantile(measured, 0.95)).toBe(18);
  expect(quantile([5], 0.95)).toBe(5);
});

test('nothing measured has no median', () => {
  expect(() => median([])).toThrow(RangeError);
});
