import { describe, expect, test } from 'vitest';
import { countOf, entryLabel, formatDuration, formatSeconds, formatSize, relativeTime } from './format.ts';

const now = Date.parse('2026-11-22T12:00:00.000Z');

describe('relative times', () => {
  test.each([
    ['2026-11-22T11:59:30.000Z', 'just now'],
    ['2026-11-22T11:55:00.000Z', '5 minutes ago'],
    ['2026-11-22T10:00:00.000Z', '2 hours ago'],
    ['2026-11-21T12:00:00.000Z', 'yesterday'],
    ['2026-11-08T12:00:00.000Z', '2 weeks ago'],
    ['2025-01-02T12:00:00.000Z', '2 Jan 2025'],
  ])('%s reads %s', (iso, words) => {
    expect(relativeTime(iso, now)).toBe(words);
  });

  test('an unreadable time is shown as it is', () => {
    expect(relativeTime('last week', now)).toBe('last week');
  });
});

test('sizes are in kB or MB with separators', () => {
  expect(formatSize(4_096)).toBe('5 kB');
  expect(formatSize(430_000)).toBe('0.4 MB');
  expect(formatSize(2_150_000_000)).toBe('2,150 MB');
  expect(formatSize(45_300_000_000)).toBe('45 GB');
});

test('counts have separators and the right number', () => {
  expect(countOf(1, 'entry', 'entries')).toBe('1 entry');
  expect(countOf(12_004, 'entry', 'entries')).toBe('12,004 entries');
});

test('labels have at least four digits', () => {
  expect(entryLabel(42)).toBe('KB-0042');
  expect(entryLabel(123_456)).toBe('KB-123456');
});

test('seconds turn into minutes', () => {
  expect(formatSeconds(8.2)).toBe('8 s');
  expect(formatSeconds(125)).toBe('2 min 5 s');
});

test('durations are as exact as they are short', () => {
  expect(formatDuration(40.4)).toBe('40 ms');
  expect(formatDuration(1_440)).toBe('1.4 s');
  expect(formatDuration(125_000)).toBe('2 min 5 s');
  expect(formatDuration(300_000)).toBe('5 min');
});
