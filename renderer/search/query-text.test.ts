import { describe, expect, test } from 'vitest';
import {
  countFilters,
  filterText,
  hasFilter,
  splitQuery,
  toggleFilter,
  withoutFilters,
} from './query-text.ts';

const query = 'VSAM "exact phrase" category:VSAM -tag:jcl severity:"high" -old created:2025..';

describe('a query as typed', () => {
  test('splits into words, phrases and filters', () => {
    expect(splitQuery(query).map((word) => word.text)).toEqual([
      'VSAM',
      '"exact phrase"',
      'category:VSAM',
      '-tag:jcl',
      'severity:"high"',
      '-old',
      'created:2025..',
    ]);
    expect(countFilters(query)).toBe(4);
  });

  test('keeps datasets, members and unknown fields as words', () => {
    const words = splitQuery('SYS1.PROCLIB(ABC) DSN:X http://a "open');
    expect(words.map((word) => word.field)).toEqual([null, null, null, null]);
    expect(words.at(-1)?.text).toBe('"open');
  });

  test('keeps an unfinished quoted filter in one piece', () => {
    expect(splitQuery('category:"Job con')[0]).toMatchObject({ field: 'category', value: 'Job con' });
  });
});

describe('filters of the panel', () => {
  test('are added at the end and taken out again', () => {
    const added = toggleFilter('status 35', 'category', 'VSAM');
    expect(added).toBe('status 35 category:VSAM');
    expect(hasFilter(added, 'category', 'vsam')).toBe(true);
    expect(toggleFilter(added, 'category', 'VSAM')).toBe('status 35');
  });

  test('are quoted where the value has spaces, and survive the round trip', () => {
    expect(filterText('category', 'Job control')).toBe('category:"Job control"');
    expect(hasFilter(toggleFilter('', 'category', 'Job control'), 'category', 'Job control')).toBe(true);
  });

  test('a negated filter is not a chosen one', () => {
    expect(hasFilter(query, 'tag', 'jcl')).toBe(false);
  });

  test('a severity can be taken out of a list', () => {
    expect(hasFilter('severity:high,critical', 'severity', 'critical')).toBe(true);
    expect(toggleFilter('x severity:high,critical', 'severity', 'critical')).toBe('x severity:high');
  });

  test('a number with a minus is a word', () => {
    expect(splitQuery('-805')[0]).toMatchObject({ field: null, negated: false });
  });

  test('clearing leaves the words', () => {
    expect(withoutFilters(query)).toBe('VSAM "exact phrase" -old');
    expect(withoutFilters(query, ['severity'])).toBe(
      'VSAM "exact phrase" category:VSAM -tag:jcl -old created:2025..',
    );
  });
});
