import { expect, test } from 'vitest';
import { extended, toggled } from './selection.ts';
import type { Selection } from './selection.ts';

const rows = ['a', 'b', 'c', 'd', 'e'];
const none: Selection<string> = { ids: new Set(), anchor: null, base: new Set() };

function picked(selection: Selection<string>): string {
  return [...selection.ids].toSorted().join('');
}

test('a row is picked and let go', () => {
  const one = toggled(none, 'b');
  expect(picked(one)).toBe('b');
  expect(picked(toggled(one, 'd'))).toBe('bd');
  expect(picked(toggled(one, 'b'))).toBe('');
});

test('a range begins at the cursor and follows it both ways', () => {
  const down = extended(none, rows, 'b', 'd');
  expect(picked(down)).toBe('bcd');
  const shorter = extended(down, rows, 'd', 'c');
  expect(picked(shorter)).toBe('bc');
  expect(picked(extended(shorter, rows, 'c', 'a'))).toBe('ab');
});

test('a range adds to what was picked before it', () => {
  const before = toggled(toggled(none, 'a'), 'd');
  const range = extended(before, rows, 'a', 'e');
  expect(picked(range)).toBe('ade');
  expect(picked(extended(range, rows, 'e', 'c'))).toBe('acd');
});

test('a range whose beginning is not there any more begins at the cursor', () => {
  const gone = { ids: new Set(['x']), anchor: 'x', base: new Set(['x']) };
  expect(picked(extended(gone, rows, 'b', 'c'))).toBe('bcx');
});
