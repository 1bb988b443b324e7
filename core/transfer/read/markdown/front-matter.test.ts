import { expect, test } from 'vitest';
import { parseFrontMatter } from './front-matter.ts';

test('a value that holds itself is refused at once', () => {
  const text = '---\ntitle: &all [*all, *all]\n---\nText\n';
  expect(parseFrontMatter(text)).toMatchObject({ ok: false, kind: 'too-large' });
});

test('a value that stands in several places is taken in each', () => {
  const text = '---\ntags: &some [a, b]\nothers: *some\n---\nText\n';
  expect(parseFrontMatter(text)).toMatchObject({ fields: { tags: ['a', 'b'], others: ['a', 'b'] } });
});

test('few lines that stand for endless ones are refused at once', () => {
  const names = 'abcdefghij';
  const lines = Array.from(names.slice(1), (name, at) => `${name}: &${name} [${`*${names[at]},`.repeat(9)}]`);
  const text = `---\na: &a [x, x]\n${lines.join('\n')}\n---\nText\n`;
  expect(parseFrontMatter(text)).toMatchObject({ ok: false });
});
