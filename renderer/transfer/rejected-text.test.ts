import { expect, test } from 'vitest';
import { rejectedAsText } from './rejected-text.ts';

const bad = {
  record: 12,
  where: null,
  title: null,
  kind: 'missing-field',
  reason: 'It has no title.',
} as const;

test('each bad record is a line that says where it is and why', () => {
  const text = rejectedAsText([bad, { ...bad, record: 40, where: 'line 81', title: 'S0C7' }], 1_002);
  expect(text.split('\n')).toEqual([
    'Record 12: It has no title.',
    'Record 40 (line 81): “S0C7”: It has no title.',
    '… and 1,000 more',
  ]);
  expect(rejectedAsText([bad], 1)).toBe('Record 12: It has no title.');
});
