import { expect, test } from 'vitest';
import { onEveryEngine } from '../../store/testing/on-every-engine.ts';
import { rejection } from '../../store/testing/rejection.ts';
import { sampleEntry } from '../../store/testing/sample-entry.ts';
import { entriesIn, idsOf, itemsOf } from './testing/items.ts';

onEveryEngine(({ fresh }) => {
  test('entries are selected by category, tags, query, ids and time, all together', async () => {
    const db = await fresh();
    await db.addEntries([
      sampleEntry({ id: 'a', category: 'VSAM', tags: ['Nightly'], updatedAt: '2026-03-01T00:00:00.000Z' }),
      sampleEntry({ id: 'b', category: 'vsam', tags: ['x'], archived: true, title: 'zebra status 35' }),
      sampleEntry({ id: 'c', tags: ['nightly', 'x'], title: 'zebra status 37' }),
      sampleEntry({ id: 'd', updatedAt: '2026-03-02T12:00:00.000Z', title: 'zebra' }),
    ]);
    expect(await idsOf(db, { category: 'Vsam' })).toEqual(['a', 'b']);
    expect(await idsOf(db, { tags: ['NIGHTLY', 'none'] })).toEqual(['a', 'c']);
    expect(await idsOf(db, { query: 'zebra' })).toEqual(['b', 'c', 'd']);
    expect(await idsOf(db, { query: 'zebra nowhere' })).toEqual([]);
    expect(await idsOf(db, { query: 'zebra -"status 35" category:cobol' })).toEqual(['c', 'd']);
    expect(await idsOf(db, { query: 'is:archived' })).toEqual(['b']);
    expect(await idsOf(db, { ids: ['d', 'a', 'gone', 'd'] })).toEqual(['a', 'd']);
    expect(await idsOf(db, { ids: [] })).toEqual([]);
    expect(await idsOf(db, { until: '2026-03-02' })).toEqual(['a']);
    expect(await idsOf(db, { since: '2026-03-02', until: '2026-03-02T14:00:00+01:00' })).toEqual(['d']);
    expect(await idsOf(db, { since: '2026-03-02T12:00:00.001Z' })).toEqual(['b', 'c']);
    expect(await idsOf(db, { query: 'zebra', tags: ['x'], category: 'VSAM', ids: ['b', 'c'] })).toEqual([
      'b',
    ]);
    const everything = await itemsOf(db, { tags: [], query: ' ' });
    expect(entriesIn(everything)[0]).toHaveProperty('number');
  });

  test('a query or a time that is not understood is refused', async () => {
    const db = await fresh();
    for (const selection of [
      { query: 'severity:hgih' },
      { query: 'updated:yesterday' },
      { since: 'yesterday' },
      { until: '2026-02-30' },
      { since: '' },
    ])
      expect(await rejection(itemsOf(db, selection))).toMatchObject({ kind: 'invalid-request' });
  });
});
