import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyze, longestTerm } from './analyze.ts';
import { termsOf } from './analyze-entry.ts';

function allTerms(text: string): readonly string[] {
  return analyze(text).flatMap(termsOf);
}

describe('mainframe words are words', () => {
  test.each([
    ['S0C7', ['s0c7', '0c7']],
    ['0C7', ['0c7', 's0c7']],
    ['ABENDS0C7', ['abends0c7', 'abend', 's0c7', '0c7']],
    ['IEF450I', ['ief450i', 'ief450']],
    ['IGZ0035S', ['igz0035s', 'igz0035']],
    ['U0778', ['u0778', '778', 'u778']],
    ['$HASP395', ['$hasp395', 'hasp395']],
    ['0012', ['0012', '12']],
    ['abend 322', ['abend', '322', 's322']],
    ['322', ['322']],
    ['-805', ['805', '-805']],
    ['SQLCODE=-805', ['sqlcode', '805', '-805']],
    ['10-20', ['10', '10-20', '20']],
    ['WS-TOTAL-AMT', ['ws', 'ws-total-amt', 'total', 'amt']],
    ['SYS1.PROCLIB(ABC)', ['sys1', 'sys1.proclib(abc)', 'proclib', 'abc']],
    ['S913-38', ['s913', '913', 's913-38', '38']],
    ['status 35', ['status', '35']],
    ['files, entries and statuses', ['files', 'file', 'entries', 'entry', 'and', 'statuses', 'statuse']],
    ['data sets', ['data', 'sets', 'set', 'dataset']],
    ['datasets', ['datasets', 'dataset', 'data', 'set']],
    ['Öffnen ﬁle', ['offnen', 'file']],
  ])('%s', (text, terms) => {
    expect(allTerms(text)).toEqual(terms);
  });
});

test('every word says where it stands in the text, in order, whatever the text is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      let end = 0;
      for (const word of analyze(text)) {
        expect(word.range[0]).toBeGreaterThanOrEqual(end);
        expect(word.range[1]).toBeGreaterThan(word.range[0]);
        end = word.range[1];
        expect(end).toBeLessThanOrEqual(text.length);
        for (const term of termsOf(word)) {
          expect(term).not.toBe('');
          expect(term.length).toBeLessThanOrEqual(longestTerm);
          expect(term).not.toMatch(/[\s"\0]/);
          expect(term.isWellFormed()).toBe(true);
        }
      }
    }),
    { numRuns: 3_000 },
  );
});

test('a word is the same wherever it is written, so that entries and queries meet', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Za-z0-9#@$_.-]{1,20}$/), (word) => {
      const alone = analyze(word).map(({ term }) => term);
      expect(
        analyze(`see ${word.toUpperCase()}, then`)
          .map(({ term }) => term)
          .slice(1, -1),
      ).toEqual(alone);
    }),
    { numRuns: 2_000 },
  );
});
