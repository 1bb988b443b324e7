import { describe, expect, test } from 'vitest';
import { findByPrefix, moveCursor } from './list-movement.ts';

describe('the cursor', () => {
  test('moves by one, by a page and to the ends', () => {
    expect(moveCursor(3, 'ArrowDown', 40, 12)).toBe(4);
    expect(moveCursor(3, 'ArrowUp', 40, 12)).toBe(2);
    expect(moveCursor(3, 'PageDown', 40, 12)).toBe(15);
    expect(moveCursor(20, 'PageUp', 40, 12)).toBe(8);
    expect(moveCursor(20, 'Home', 40, 12)).toBe(0);
    expect(moveCursor(20, 'End', 40, 12)).toBe(39);
  });

  test('stays within the list', () => {
    expect(moveCursor(39, 'ArrowDown', 40, 12)).toBe(39);
    expect(moveCursor(0, 'ArrowUp', 40, 12)).toBe(0);
    expect(moveCursor(38, 'PageDown', 40, 12)).toBe(39);
    expect(moveCursor(-1, 'ArrowDown', 0, 12)).toBe(-1);
  });

  test('comes in from outside the list', () => {
    expect(moveCursor(-1, 'ArrowDown', 40, 12)).toBe(0);
    expect(moveCursor(-1, 'ArrowUp', 40, 12)).toBe(39);
  });
});

describe('type-ahead', () => {
  const titles = ['S0C1', 'S0C4', 'VSAM 35', 'S0C7', 'VSAM 37'];

  test('goes to the next that begins with the letter, going round', () => {
    expect(findByPrefix(titles, 's', 0)).toBe(1);
    expect(findByPrefix(titles, 's', 3)).toBe(0);
    expect(findByPrefix(titles, 'x', 0)).toBe(-1);
  });

  test('stays where more letters still fit', () => {
    expect(findByPrefix(titles, 'vsam 3', 2)).toBe(2);
    expect(findByPrefix(titles, 'vsam 37', 2)).toBe(4);
  });
});
