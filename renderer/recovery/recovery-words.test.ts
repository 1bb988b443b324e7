import { expect, test } from 'vitest';
import { recoveryWords } from './recovery-words.ts';

test('a damaged file is restored first, or what is left of it salvaged', () => {
  expect(recoveryWords({ kind: 'corrupt-file' }).ways.slice(0, 2)).toEqual(['restore', 'salvage']);
});

test('a newer file is read where it may be, and a file that is held by another program is tried again', () => {
  expect(recoveryWords({ kind: 'newer-file', canRead: true }).ways[0]).toBe('read-only');
  expect(recoveryWords({ kind: 'newer-file', canRead: false }).ways).not.toContain('read-only');
  expect(recoveryWords({ kind: 'locked-file' }).ways[0]).toBe('try-again');
  expect(recoveryWords({ kind: 'locked-file' }).ways).not.toContain('salvage');
});

test('whatever happens there is a way to try again', () => {
  for (const kind of ['foreign-file', 'disk-full', 'file-missing', 'unexpected', 'not-found'] as const) {
    expect(recoveryWords({ kind }).ways).toContain('try-again');
  }
});
