import { expect, test } from 'vitest';
import { commandMatches } from './command-matches.ts';

test('beginnings of words find a command, in any order', () => {
  expect(commandMatches('Copy entry as text', 'copy')).toBe(true);
  expect(commandMatches('Copy entry as text', 'tex en')).toBe(true);
  expect(commandMatches('Copy entry as text', 'opy')).toBe(false);
  expect(commandMatches('Copy entry as text', '')).toBe(true);
});
