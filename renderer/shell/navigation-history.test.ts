import { expect, test } from 'vitest';
import { currentLocation, replaceCurrent, step, visit } from './navigation-history.ts';

const start = { visited: ['search'], index: 0 };

test('goes back and forward through what was visited', () => {
  const history = visit(visit(start, 'entry 1'), 'database');
  const back = step(step(history, -1), -1);
  expect(currentLocation(back, '')).toBe('search');
  expect(currentLocation(step(back, 1), '')).toBe('entry 1');
});

test('stays at the ends', () => {
  expect(step(start, -1)).toBe(start);
  expect(step(start, 1)).toBe(start);
});

test('forgets what lay ahead when going elsewhere', () => {
  const history = visit(step(visit(start, 'entry 1'), -1), 'settings');
  expect(history.visited).toEqual(['search', 'settings']);
});

test('moving on without stopping leaves no trace', () => {
  expect(replaceCurrent(visit(start, 'entry 1'), 'entry 2').visited).toEqual(['search', 'entry 2']);
});

test('remembers a hundred locations', () => {
  let history: { visited: readonly string[]; index: number } = start;
  for (let n = 0; n < 150; n += 1) history = visit(history, `entry ${n}`);
  expect(history.visited).toHaveLength(100);
  expect(currentLocation(history, '')).toBe('entry 149');
});
