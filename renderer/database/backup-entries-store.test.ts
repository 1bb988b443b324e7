import { expect, test } from 'vitest';
import { recoveryInWords } from './backup-entries-store.ts';

test('says what was done with each of the entries that were to come back', () => {
  expect(recoveryInWords({ added: ['a', 'b'], updated: ['c'], unchanged: [] })).toBe(
    '2 entries were added; 1 entry has the text of the backup again, as a new revision.',
  );
  expect(recoveryInWords({ added: [], updated: [], unchanged: ['d'] })).toBe('1 entry was the same already.');
});
