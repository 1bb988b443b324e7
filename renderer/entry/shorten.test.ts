import { expect, test } from 'vitest';
import { shorten } from './shorten.ts';

test('short texts stay as they are', () => {
  expect(shorten('S0C7', 10)).toBe('S0C7');
});

test('long texts end with a whole line', () => {
  expect(shorten('first line\nsecond line', 15)).toBe('first line');
});

test('a text without a line end is cut between characters', () => {
  expect(shorten('x'.repeat(50_000), 20_000)).toHaveLength(20_000);
  expect(shorten(`${'x'.repeat(2_999)}😀😀`, 3_000)).toBe('x'.repeat(2_999));
});
