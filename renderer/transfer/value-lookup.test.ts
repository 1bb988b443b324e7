import { expect, test } from 'vitest';
import type { Mapping } from '../../preload/api.ts';
import { fieldOf } from './mapping-edits.ts';
import { asRules, lookedUp, lookupLines, withLookup } from './value-lookup.ts';

const mapping: Mapping = {
  format: 'abendbook-mapping',
  formatVersion: 1,
  name: 'Tickets',
  fields: {
    category: { from: ['Type'], change: [{ do: 'table', lines: { db: 'DB2' } }] },
    severity: {
      from: ['Prio'],
      change: [{ do: 'rules', rules: [{ when: { equals: 'P1' }, then: 'critical' }] }],
    },
  },
  rest: 'metadata',
};

test.each(['category', 'severity'] as const)('a value of %s has one line, whatever its case', (field) => {
  const known = field === 'category' ? 'db' : 'P1';
  const changed = withLookup(
    withLookup(mapping, field, ` ${known.toLowerCase()}`, 'high'),
    field,
    'P2',
    'low',
  );
  expect(lookedUp(fieldOf(changed, field), `${known} `)).toBe('high');
  expect(lookupLines(fieldOf(changed, field))).toHaveLength(2);
  const without = withLookup(changed, field, 'p2', '');
  expect(lookedUp(fieldOf(without, field), 'P2')).toBe('');
  const none = withLookup(without, field, known, '');
  expect(fieldOf(none, field).change).toBeUndefined();
});

test('rules that ask for more than a value are no list of values', () => {
  const rules = asRules(mapping, 'severity');
  expect(lookupLines(fieldOf(rules, 'severity'))).toBeNull();
  expect(fieldOf(rules, 'severity').change).toMatchObject([
    { do: 'rules', rules: [{ when: { equals: 'P1' }, then: 'critical' }, { when: { contains: 'urgent' } }] },
  ]);
  expect(fieldOf(asRules(mapping, 'category'), 'category').change).toMatchObject([
    { do: 'rules', rules: [{ when: { equals: 'db' }, then: 'DB2' }, {}] },
  ]);
});
