import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findParts, findRuns } from './find-runs.ts';

/** What a run is, in one expression: slow, and easy to read. */
const run =
  /(?:(?<![\p{L}\p{N}_#@$)\]])[-+](?=\d))?[\p{L}\p{N}\p{M}_#@$]+(?:[-.'’/][\p{L}\p{N}\p{M}_#@$]+)*(?:(?<=[\p{L}\p{N}#@$]\.[\p{L}\p{N}#@$]{1,8})\([\p{L}\p{N}#@$+-]{1,8}\))?/gu;
const part = /[\p{L}\p{N}\p{M}_#@$]+/gu;

function runsIn(text: string): readonly string[] {
  const runs: string[] = [];
  findRuns(text, (start, end) => runs.push(`${start}:${text.slice(start, end)}`));
  return runs;
}

function partsIn(text: string): readonly string[] {
  const parts: string[] = [];
  findRuns(text, (start, end) =>
    findParts(text, start, end, (from, to) => parts.push(`${from}:${text.slice(from, to)}`)),
  );
  return parts;
}

const pieces =
  "A b9 SYS1 . PROCLIB ( ) +1 - + 805 _ # @ $ ' ’ / ] [ = ABCDEFGH ABCDEFGHI é e\u0301 ß 中 𝔘 𐐀 ٣ ² 😀"
    .split(' ')
    .concat(' ', '\n', '\ud835', '\udc00');
const text = fc.oneof(
  fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((some) => some.join('')),
  fc.string({ unit: 'binary', maxLength: 100 }),
);

test('runs and their parts are those of the expression', () => {
  fc.assert(
    fc.property(text, (sample) => {
      const matches = [...sample.matchAll(run)];
      expect(runsIn(sample)).toEqual(matches.map((match) => `${match.index}:${match[0]}`));
      expect(partsIn(sample)).toEqual(
        matches.flatMap((match) =>
          [...match[0].matchAll(part)].map((inner) => `${match.index + inner.index}:${inner[0]}`),
        ),
      );
    }),
    { numRuns: 20_000 },
  );
});
