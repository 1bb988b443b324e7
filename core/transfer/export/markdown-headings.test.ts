import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeHeadings, unescapeHeadings } from './markdown-headings.ts';

const pieces = fc.constantFrom(
  '## Problem',
  '## Solution',
  '\\',
  '\n',
  '\r\n',
  '\r',
  ' ',
  '## ',
  'text',
  '\u2028',
);
const texts = fc.oneof(
  fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary' }),
);

test('no line of a text reads like a heading of the file, and the text comes back as it was', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const written = escapeHeadings(text);
      for (const line of written.split('\n')) expect(line).not.toMatch(/^## (?:Problem|Solution)\s*$/);
      expect(unescapeHeadings(written)).toBe(text);
    }),
    { numRuns: 3_000 },
  );
});

test('other lines stay as they are', () => {
  const text = '## Problems\n### Problem\n ## Problem\n## problem\ntext ## Problem';
  expect(escapeHeadings(text)).toBe(text);
});
