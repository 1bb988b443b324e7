import { expect, test } from 'vitest';
import { canBeMarkdown } from './can-be-markdown.ts';

test('entries as people write them are Markdown', () => {
  const entry =
    'Confirm:\n\n1. Look at `IEC130I`.\n   - on *this* step\n     > quoted\n\n```jcl\n//X DD *\n```\n';
  expect(canBeMarkdown(entry.repeat(200))).toBe(true);
  expect(canBeMarkdown('*'.repeat(20_000))).toBe(true);
});

test.each([
  ['quotations', '>'.repeat(3_000)],
  ['lists', `${'- '.repeat(3_000)}x`],
  ['numbered lists', `${'1. '.repeat(3_000)}x`],
  ['indented lists', Array.from({ length: 60 }, (_, depth) => `${'  '.repeat(depth)}- x`).join('\n')],
  ['emphasis', '*a_ '.repeat(5_000)],
])('%s without end are shown as typed', (_, text) => {
  expect(canBeMarkdown(text)).toBe(false);
});
