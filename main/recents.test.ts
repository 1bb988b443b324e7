import { expect, test } from 'vitest';
import type { EntryId } from '../core/entries/entry.ts';
import type { EntrySummary } from '../core/search/search-types.ts';
import { recentEntries } from './recents.ts';

function summary(number: number, archived = false): EntrySummary {
  return {
    id: `entry-${number}` as EntryId,
    number,
    title: `Entry ${number}`,
    category: 'VSAM',
    severity: 'low',
    archived,
    updatedAt: '2026-11-22T18:07:00.000Z',
  };
}

/** Answers about these entries, the first of which changed last. */
function knowledgeOf(entries: readonly EntrySummary[]) {
  return {
    summarise: (ids: readonly string[]) =>
      Promise.resolve(ids.flatMap((id) => entries.filter((entry) => entry.id === id))),
    recentlyChanged: (limit: number) => Promise.resolve(entries.slice(0, limit)),
  };
}

async function recentNumbers(
  entries: readonly EntrySummary[],
  openedIds: readonly string[],
): Promise<number[]> {
  return (await recentEntries(knowledgeOf(entries), openedIds)).map((entry) => entry.number);
}

test('what was opened comes first, then what changed, each once', async () => {
  const entries = [1, 2, 3, 4].map((number) => summary(number));
  expect(await recentNumbers(entries, ['entry-3', 'entry-1'])).toEqual([3, 1, 2, 4]);
});

test('what was opened and is gone, or is archived, is left out', async () => {
  const entries = [summary(1), summary(2, true), summary(3, true)];
  expect(await recentNumbers(entries, ['entry-9', 'entry-2'])).toEqual([1]);
});

test('there are twenty at the most', async () => {
  const entries = Array.from({ length: 50 }, (_, index) => summary(index));
  expect(await recentNumbers(entries, [])).toHaveLength(20);
});
