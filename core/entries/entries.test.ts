import { beforeAll, describe, expect, test } from 'vitest';
import { latestVersion } from '../../migrations/index.ts';
import type { KnowledgeDB } from '../store/knowledge-db.ts';
import { onEveryEngine } from '../store/testing/on-every-engine.ts';
import { rejection } from '../store/testing/rejection.ts';
import { sampleEntry } from '../store/testing/sample-entry.ts';
import type { NewEntry } from './entry.ts';

onEveryEngine(({ fresh }) => {
  let db: KnowledgeDB;
  beforeAll(async () => {
    db = await fresh();
  });

  test('what was written is read again, to the letter', async () => {
    const problem = 'Line one\r\n\tline two — “quoted”, ünïcode, 😀\n';
    const id = await db.addEntry(
      sampleEntry({
        problem,
        tags: ['JCL', 'b', 'a'],
        metadata: { source: 'ticket', nested: { list: [1, null, 'x'] } },
      }),
      'ann',
    );
    const entry = await db.getEntry(id);
    expect(entry).toMatchObject({
      id,
      problem,
      title: 'S0C7 in PAYR0100 after the copybook change',
      category: 'COBOL',
      severity: 'high',
      tags: ['JCL', 'b', 'a'],
      archived: false,
      author: 'ann',
      revision: 1,
      metadata: { source: 'ticket', nested: { list: [1, null, 'x'] } },
    });
    expect(entry.createdAt).toBe(entry.updatedAt);
    expect(Math.abs(Date.now() - Date.parse(entry.createdAt))).toBeLessThan(60_000);
  });

  test('only title, problem and solution are needed', async () => {
    const id = await db.addEntry({ title: 'T', problem: 'P', solution: 'S' });
    expect(await db.getEntry(id)).toMatchObject({
      category: 'General',
      severity: 'medium',
      tags: [],
      metadata: {},
    });
  });

  test('an entry is found by its label too', async () => {
    const id = await db.addEntry(sampleEntry());
    const { number } = await db.getEntry(id);
    expect((await db.getEntry(`kb-${String(number).padStart(4, '0')}`)).id).toBe(id);
  });

  test('a tag written twice in different case is one tag, in its first spelling', async () => {
    const id = await db.addEntry(sampleEntry({ tags: ['JCL', 'jcl', ' Jcl '] }));
    expect((await db.getEntry(id)).tags).toEqual(['JCL']);
  });

  test('every edit keeps the earlier revision, with who replaced it', async () => {
    const id = await db.addEntry(sampleEntry({ title: 'First', tags: ['one'] }), 'ann');
    await db.updateEntry(id, { title: 'Second', tags: ['two'] }, { actor: 'bob' });
    const now = await db.updateEntry(id, { severity: 'low' }, { actor: 'cyd' });
    expect(now).toMatchObject({
      title: 'Second',
      tags: ['two'],
      severity: 'low',
      revision: 3,
      author: 'ann',
    });
    expect(await db.getEntry(id)).toEqual(now);
    const revisions = await db.listRevisions(id);
    expect(
      revisions.map(({ revision, replacedBy, entry }) => [revision, replacedBy, entry.title, entry.tags]),
    ).toEqual([
      [2, 'cyd', 'Second', ['two']],
      [1, 'bob', 'First', ['one']],
    ]);
  });

  test('an edit that changes nothing makes no revision', async () => {
    const id = await db.addEntry(sampleEntry());
    const before = await db.getEntry(id);
    expect(await db.updateEntry(id, { title: before.title, tags: before.tags })).toEqual(before);
    expect(await db.listRevisions(id)).toEqual([]);
  });

  test('metadata is merged key by key, and null removes a key', async () => {
    const id = await db.addEntry(sampleEntry({ metadata: { kept: 1, changed: 'a', gone: true } }));
    const { metadata } = await db.updateEntry(id, { metadata: { changed: 'b', gone: null, added: [2] } });
    expect(metadata).toEqual({ kept: 1, changed: 'b', added: [2] });
  });

  test('an edit that began at an older revision is refused and writes nothing', async () => {
    const id = await db.addEntry(sampleEntry());
    await db.updateEntry(id, { title: 'Theirs' }, { expectedRevision: 1 });
    const failure = await rejection(db.updateEntry(id, { title: 'Mine' }, { expectedRevision: 1 }));
    expect(failure.kind).toBe('conflict');
    expect((await db.getEntry(id)).title).toBe('Theirs');
  });

  test('archiving hides an entry and unarchiving brings it back, each as a revision', async () => {
    const id = await db.addEntry(sampleEntry({ title: 'Zebra archive case' }));
    expect((await db.archiveEntry(id, 'ann')).archived).toBe(true);
    expect(await db.search('zebra')).toEqual([]);
    expect((await db.unarchiveEntry(id)).archived).toBe(false);
    expect(await db.search('zebra')).toHaveLength(1);
    expect(await db.listRevisions(id)).toHaveLength(2);
  });

  test("times and ids from elsewhere are kept, under the guide's name too", async () => {
    const id = await db.addEntry(
      sampleEntry({
        id: 'legacy-17',
        created_at: new Date('2019-03-04T05:06:07.089Z'),
        updatedAt: '2020-01-01',
      }),
    );
    expect(id).toBe('legacy-17');
    expect(await db.getEntry(id)).toMatchObject({
      createdAt: '2019-03-04T05:06:07.089Z',
      updatedAt: '2020-01-01T00:00:00.000Z',
    });
    expect(await rejection(db.addEntry(sampleEntry({ id: 'legacy-17' })))).toMatchObject({
      kind: 'conflict',
      field: 'id',
    });
  });

  test('an entry of another knowledge base can be added as it is', async () => {
    const other = await fresh();
    const id = await other.addEntry(sampleEntry({ title: 'Moved with its id' }));
    const [result] = await other.search('moved');
    expect(result && (await db.addEntry(result.entry, 'migration-script'))).toBe(id);
  });

  test('what is not there is said to be not there', async () => {
    for (const id of ['nope', 'KB-99999', '', "'; DROP TABLE kb_entries; --", 'a\0b', 'x'.repeat(10_000)]) {
      expect((await rejection(db.getEntry(id))).kind).toBe('not-found');
    }
  });

  describe('a bad entry is refused by the name of its field, and nothing is written', () => {
    const circular: Record<string, unknown> = {};
    circular['self'] = circular;
    const cases: readonly (readonly [name: string, change: object, field: string])[] = [
      ['no title', { title: undefined }, 'title'],
      ['an empty title', { title: '' }, 'title'],
      ['a title of spaces', { title: ' \t ' }, 'title'],
      ['a title of two lines', { title: 'a\nb' }, 'title'],
      ['a title that is too long', { title: 'x'.repeat(301) }, 'title'],
      ['a title that is a number', { title: 5 }, 'title'],
      ['an empty problem', { problem: '' }, 'problem'],
      ['2 MB of text', { problem: 'x'.repeat(2_000_000) }, 'problem'],
      ['2 MB of text in 700,000 characters', { solution: '€'.repeat(700_000) }, 'solution'],
      ['a lone surrogate', { solution: 'a\ud800b' }, 'solution'],
      ['a NUL', { problem: 'a\0b' }, 'problem'],
      ['a NUL in a tag', { tags: ['ok', 'a\0b'] }, 'tags'],
      ['an empty tag', { tags: ['ok', ''] }, 'tags'],
      ['51 tags', { tags: Array.from({ length: 51 }, (_, index) => `t${index}`) }, 'tags'],
      ['tags that are text', { tags: 'jcl,vsam' }, 'tags'],
      ['an unknown severity', { severity: 'urgent' }, 'severity'],
      ['an empty category', { category: '' }, 'category'],
      ['a date that is none', { createdAt: 'yesterday' }, 'createdAt'],
      ['metadata that is a list', { metadata: [1] }, 'metadata'],
      ['metadata with a function', { metadata: { f: () => 1 } }, 'metadata'],
      ['metadata that contains itself', { metadata: circular }, 'metadata'],
      ['metadata with a lone surrogate', { metadata: { 'a\udc00': 1 } }, 'metadata'],
      ['metadata of 200 kB', { metadata: { big: 'x'.repeat(200_000) } }, 'metadata'],
    ];
    test.each(cases)('%s', async (_name, change, field) => {
      const before = (await db.getStats()).totalEntries;
      const bad = { ...sampleEntry(), ...change } as NewEntry;
      const failure = await rejection(db.addEntry(bad));
      expect(failure).toMatchObject({ kind: 'invalid-entry', field });
      expect(failure.message).toContain(field);
      expect((await db.getStats()).totalEntries).toBe(before);
    });
  });

  test('a batch with one bad entry writes none of them', async () => {
    const before = await db.getStats();
    const failure = await rejection(
      db.addEntries([sampleEntry({ title: 'Batch quokka' }), sampleEntry({ title: '' })], 'ann'),
    );
    expect(failure.field).toBe('title');
    expect(await db.getStats()).toMatchObject({
      totalEntries: before.totalEntries,
      searchTerms: before.searchTerms,
    });
    expect(await db.search('quokka')).toEqual([]);
  });

  test('the largest entry that is allowed is written and found by its last word', async () => {
    const id = await db.addEntry(
      sampleEntry({ title: 'Large', problem: `${'lorem ipsum dolor '.repeat(55_000)}finalword` }),
    );
    expect((await db.search('finalword')).map(({ entry }) => entry.id)).toEqual([id]);
  });

  test('an entry with more different words than an index takes is still written and found', async () => {
    const words = Array.from({ length: 120_000 }, (_, index) => `w${index}`).join(' ');
    const id = await db.addEntry(sampleEntry({ title: 'Vocabulary heap', problem: words }));
    expect((await db.search('vocabulary heap')).map(({ entry }) => entry.id)).toEqual([id]);
  });

  test('statistics count what is there', async () => {
    const counted = await fresh();
    const id = await counted.addEntry(sampleEntry({ category: 'VSAM', tags: ['a', 'b'] }));
    await counted.addEntry(sampleEntry({ category: 'vsam', severity: 'low', tags: ['A'] }));
    await counted.archiveEntry(id);
    const stats = await counted.getStats();
    expect(stats).toMatchObject({ totalEntries: 2, archivedEntries: 1, revisions: 1, tags: 1 });
    expect(stats.categories).toEqual([{ value: 'vsam', count: 1 }]);
    expect(stats.diskUsage).toBeGreaterThan(0);
    expect(await counted.status()).toMatchObject({ version: latestVersion, entries: 2, pending: [] });
  });
});
