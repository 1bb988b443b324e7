import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseQuery } from './parse-query.ts';
import { parseTimeRange } from './parse-time-range.ts';

const now = new Date('2026-03-15T12:00:00.000Z');

describe('parseQuery', () => {
  test('tells words, phrases, exclusions and filters apart', () => {
    const query = parseQuery(
      'vsam "not found" -backup -"dead end" category:"VSAM files" severity:high tag:jcl -tag:old open',
    );
    expect(query.words.map(({ forms }) => forms[0])).toEqual(['vsam', 'open']);
    expect(query.phrases.map(({ terms }) => terms)).toEqual([['not', 'found']]);
    expect(query.notWords.map(({ text }) => text)).toEqual(['backup']);
    expect(query.notPhrases.map(({ terms }) => terms)).toEqual([['dead', 'end']]);
    expect(query.filters).toMatchObject({
      categories: ['vsam files'],
      severities: ['high'],
      tags: ['jcl'],
      notTags: ['old'],
    });
  });

  test('a minus before a digit is a sign', () => {
    const { words, notWords } = parseQuery('sqlcode -805');
    expect(words.map(({ text }) => text)).toEqual(['sqlcode', '-805']);
    expect(notWords).toEqual([]);
  });

  test('only the word at the very end is still being typed', () => {
    expect(parseQuery('data exc').words.map(({ prefix }) => prefix)).toEqual([false, true]);
    expect(parseQuery('data exc ').words.map(({ prefix }) => prefix)).toEqual([false, false]);
  });

  test('an unknown field is words, and a known one without a value waits', () => {
    expect(parseQuery('abend:s0c7').words.map(({ text }) => text)).toEqual(['abend', 's0c7']);
    expect(parseQuery('category:')).toMatchObject({ words: [], notes: [], filters: { categories: [] } });
  });

  test('what cannot be used is left out and said', () => {
    expect(parseQuery('severity:urgent x', now).notes[0]).toContain('severity:urgent');
    expect(parseQuery('created:soon x', now).notes[0]).toContain('created:soon');
    expect(parseQuery('severity:hi', now).notes).toEqual([]);
  });

  test('never throws, and never has more than 32 words', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const { words, phrases, notWords, notPhrases } = parseQuery(text, now);
        expect(words.length + notWords.length).toBeLessThanOrEqual(32);
        expect(words.length + phrases.length + notWords.length + notPhrases.length).toBeLessThanOrEqual(64);
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('parseTimeRange', () => {
  test.each([
    ['2025', '2025-01-01', '2026-01-01'],
    ['2025-02', '2025-02-01', '2025-03-01'],
    ['2025-12', '2025-12-01', '2026-01-01'],
    ['2024-02-29', '2024-02-29', '2024-03-01'],
    ['2025..', '2025-01-01', null],
    ['..2025-06', null, '2025-07-01'],
    ['2025-01..2025-03', '2025-01-01', '2025-04-01'],
    ['>2025-03-01', '2025-03-02', null],
    ['>=2025-03-01', '2025-03-01', null],
    ['<2025', null, '2025-01-01'],
    ['<=2025', null, '2026-01-01'],
  ])('%s', (value, from, until) => {
    const midnight = (date: string | null): string | null => (date === null ? null : `${date}T00:00:00.000Z`);
    expect(parseTimeRange(value, now)).toEqual({ from: midnight(from), until: midnight(until) });
  });

  test('ages count back from now', () => {
    expect(parseTimeRange('<30d', now)).toEqual({ from: '2026-02-13T12:00:00.000Z', until: null });
    expect(parseTimeRange('>2w', now)).toEqual({ from: null, until: '2026-03-01T12:00:00.000Z' });
    expect(parseTimeRange('1h', now)).toEqual({ from: '2026-03-15T11:00:00.000Z', until: null });
  });

  test.each(['', '..', 'x', '2025-13', '2025-02-30', '99999', '2025-1-1-1', '..x', '<30x', '99999y', '0000'])(
    '%s is no time',
    (value) => {
      expect(parseTimeRange(value, now)).toBeNull();
    },
  );
});
