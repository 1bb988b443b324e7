import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lineOf, tokensOf, type Text } from './tokens.ts';

function readText(source: string): Text {
  const [token, ...others] = tokensOf(source);
  if (token?.kind !== 'text' || others.length > 0) throw new Error(`One text was expected: ${source}`);
  return token;
}

/** A text as it can be written between other quotes than JSON's. */
function written(text: string, quote: string): string {
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"');
  return quote + inner.replaceAll(quote, `\\${quote}`).replaceAll('${', '\\${') + quote;
}

test('a text is what was written, whatever its quotes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.constantFrom("'", '"', '`'), (text, quote) => {
      expect(readText(quote === '"' ? JSON.stringify(text) : written(text, quote)).value).toBe(text);
    }),
  );
});

test('escapes are those of JavaScript', () => {
  // The expected value is what JavaScript itself makes of the same text.
  expect(readText(String.raw`'a\tb\x41\u0042\u{1F600}\'\"\\\q'`).value).toBe('a\tb\x41\u0042\u{1F600}\'"\\q');
  expect(readText('`a\\\nb\nc`').value).toBe('ab\nc');
});

test('every place in a text has the line of the file that it stands on', () => {
  const text = readText('\n\n`first\nsecond \\\nstill second\n`');
  expect(['first', 'second', 'still'].map((word) => lineOf(text, text.value.indexOf(word)))).toEqual([
    3, 4, 5,
  ]);
});
