import { describe, expect, test } from 'vitest';
import { diffLines } from './line-diff.ts';

const shorthand = { same: ' ', added: '+', removed: '-' } as const;
const diff = (before: string, after: string) =>
  diffLines(before, after).map((line) => `${shorthand[line.kind]}${line.text}`);

describe('the difference between two texts', () => {
  test('of equal texts is nothing', () => {
    expect(diff('a\nb', 'a\nb')).toEqual([' a', ' b']);
  });

  test('shows the old line before the new one', () => {
    expect(diff('1. check\n2. rerun\n3. done', '1. check\n2. restart\n3. done')).toEqual([
      ' 1. check',
      '-2. rerun',
      '+2. restart',
      ' 3. done',
    ]);
  });

  test('keeps what is common in the middle', () => {
    expect(diff('a\nb\nc\nd', 'b\nx\nd\ne')).toEqual(['-a', ' b', '-c', '+x', ' d', '+e']);
  });

  test('gives back both texts', () => {
    const before = 'k\nl\nm\nn\no';
    const after = 'l\nk\nn\nm\no\np';
    const lines = diffLines(before, after);
    const side = (without: string) =>
      lines
        .filter((line) => line.kind !== without)
        .map((line) => line.text)
        .join('\n');
    expect(side('added')).toBe(before);
    expect(side('removed')).toBe(after);
  });

  test('of two long unlike texts is still found at once', () => {
    const lines = (letter: string) => Array.from({ length: 5_000 }, (_, n) => `${letter}${n}`).join('\n');
    expect(diffLines(lines('a'), lines('b'))).toHaveLength(10_000);
  });
});
