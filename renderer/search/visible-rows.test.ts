import { expect, test } from 'vitest';
import { scrollToShow, visibleRows } from './visible-rows.ts';

test('draws what is in view and a few more', () => {
  expect(visibleRows(0, 500, 50, 1000)).toEqual({ first: 0, end: 16 });
  expect(visibleRows(25_000, 500, 50, 1000)).toEqual({ first: 494, end: 516 });
  expect(visibleRows(49_500, 500, 50, 1000)).toEqual({ first: 984, end: 1000 });
});

test('draws nothing beyond a list that has become shorter', () => {
  expect(visibleRows(5_000, 500, 50, 3)).toEqual({ first: 3, end: 3 });
});

test('scrolls no further than needed', () => {
  expect(scrollToShow(3, 0, 500, 50)).toBe(0);
  expect(scrollToShow(10, 0, 500, 50)).toBe(50);
  expect(scrollToShow(2, 400, 500, 50)).toBe(100);
});
