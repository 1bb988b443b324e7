import { expect, test } from 'vitest';
import { bringForward } from './bring-forward.ts';

const marked = ({ text, highlights }: ReturnType<typeof bringForward>) =>
  highlights.map(([start, end]) => text.slice(start, end));

test('a match near the beginning stays where it is', () => {
  const text = 'File status 35 covers a missing DD';
  expect(bringForward(text, [[5, 14]])).toEqual({ text, highlights: [[5, 14]] });
  expect(bringForward(text, [])).toEqual({ text, highlights: [] });
});

test('a late match is brought forward, cut at a word, with the right words marked', () => {
  const text = '…not optional and is not present. File status 35 covers a missing DD';
  const found = bringForward(text, [
    [39, 45],
    [46, 48],
  ]);
  expect(found.text).toBe('…not present. File status 35 covers a missing DD');
  expect(marked(found)).toEqual(['status', '35']);
});

test('a match within a long token is cut to the match', () => {
  const found = bringForward(`${'X'.repeat(40)}35 more`, [[40, 42]]);
  expect(found.text).toBe('…35 more');
  expect(marked(found)).toEqual(['35']);
});
