import { expect, test } from 'vitest';
import { changeWords, fieldWord, problemWords } from './mapping-words.ts';

test('problems are told in the words of the window', () => {
  expect(problemWords('missing-field', 'problem')).toBe('Problem is missing');
  expect(problemWords('not-readable', null)).toBe('Record cannot be read');
  expect(fieldWord('createdAt')).toBe('Time written');
  expect(fieldWord('metadata')).toBe('metadata');
});

test('every change is told in a few words', () => {
  expect(changeWords({ do: 'split', at: ',;' })).toBe('split at “,” or “;”');
  expect(changeWords({ do: 'cut', to: 1 })).toBe('cut to 1 character');
  expect(changeWords({ do: 'wrap', before: '```' })).toBe('between “```” and “”');
  expect(changeWords({ do: 'table', lines: { a: 'b', c: 'd' } })).toBe('by a table');
  expect(changeWords({ do: 'time', forms: ['iso', 'excel'] })).toBe('read as iso, excel');
});
