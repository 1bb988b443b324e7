import { expect, test } from 'vitest';
import { conditionKinds, conditionOf, conditionParts } from './rule-parts.ts';

test('a condition is taken apart and put together again', () => {
  for (const [kind] of conditionKinds) {
    expect(conditionParts({ when: conditionOf(kind, '3'), then: 'high' })).toEqual({ kind, text: '3' });
  }
});

test('where a number is needed, other text counts as none', () => {
  expect(conditionOf('atLeast', 'many')).toEqual({ atLeast: 0 });
  expect(conditionOf('contains', 'many')).toEqual({ contains: 'many' });
});
