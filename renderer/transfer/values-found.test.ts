import { expect, test } from 'vitest';
import { valuesFound } from './values-found.ts';

const columns = [
  {
    name: 'Type',
    samples: ['DB', 'net'],
    filled: 9,
    values: [
      { value: 'DB', count: 6 },
      { value: 'net', count: 3 },
    ],
  },
  { name: 'Prio', samples: ['P1', ' p1', ''], filled: 2 },
];

test('values come with their counts where those are known, and once whatever their case', () => {
  expect(valuesFound({ from: ['Type'] }, columns)).toEqual([
    { value: 'DB', count: 6 },
    { value: 'net', count: 3 },
  ]);
  expect(valuesFound({ from: ['Prio'] }, columns)).toEqual([{ value: 'P1', count: null }]);
});

test('lines of the table that the file has no value for stay in sight', () => {
  const own = {
    from: ['Type'],
    change: [{ do: 'table' as const, lines: { db: 'DB2', APP: 'Application' } }],
  };
  expect(valuesFound(own, columns).map(({ value }) => value)).toEqual(['DB', 'net', 'APP']);
  expect(valuesFound({ from: ['Gone'] }, columns)).toEqual([]);
});
