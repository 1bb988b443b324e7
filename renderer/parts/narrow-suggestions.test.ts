import { expect, test } from 'vitest';
import { narrowSuggestions } from './narrow-suggestions.ts';

const categories = ['VSAM', 'JCL', 'Job control', 'Dataset'];

test('what begins with the text comes before what contains it', () => {
  expect(narrowSuggestions(categories, 'c')).toEqual(['JCL', 'Job control']);
  expect(narrowSuggestions(['abc', 'bcd'], 'b')).toEqual(['bcd', 'abc']);
});

test('nothing typed fits everything, and the finished value nothing', () => {
  expect(narrowSuggestions(categories, '')).toEqual(categories);
  expect(narrowSuggestions(categories, 'vsam')).toEqual([]);
});
