import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Throttled } from './throttled.ts';

let announced: number[];

beforeEach(() => {
  vi.useFakeTimers();
  announced = [];
});
afterEach(() => vi.useRealTimers());

test('the newest wins, and the last is not lost', () => {
  const throttled = new Throttled<number>((value) => announced.push(value), 100);
  [1, 2, 3].forEach((value) => throttled.send(value));
  expect(announced).toEqual([1]);
  vi.advanceTimersByTime(100);
  expect(announced).toEqual([1, 3]);
});

test('nothing is said in the quiet time but what cannot wait', () => {
  const throttled = new Throttled<number>((value) => announced.push(value), 100, 3_000);
  throttled.send(1);
  vi.advanceTimersByTime(2_900);
  throttled.send(2);
  expect(announced).toEqual([]);
  vi.advanceTimersByTime(100);
  expect(announced).toEqual([2]);

  const quick = new Throttled<number>((value) => announced.push(value), 100, 3_000);
  quick.send(7);
  quick.sendNow(8);
  vi.advanceTimersByTime(5_000);
  expect(announced).toEqual([2, 8]);
});

test('what was let go is not announced later', () => {
  const throttled = new Throttled<number>((value) => announced.push(value), 100, 50);
  throttled.send(1);
  throttled.drop();
  vi.advanceTimersByTime(1_000);
  expect(announced).toEqual([]);
});
