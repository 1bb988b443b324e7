import { beforeAll, describe, expect, test } from 'vitest';
import type { KnowledgeDB } from '../store/knowledge-db.ts';
import { onEveryEngine } from '../store/testing/on-every-engine.ts';
import { rejection } from '../store/testing/rejection.ts';
import { sampleEntry } from '../store/testing/sample-entry.ts';

onEveryEngine(({ fresh }) => {
  let db: KnowledgeDB;

  const titles = async (query: string, includeArchived = false): Promise<readonly string[]> =>
    (await db.search(query, { limit: 50, includeArchived })).map(({ entry }) => entry.title);

  beforeAll(async () => {
    db = await fresh();
    const blank = {
      problem: 'Nothing special here.',
      solution: 'Nothing to do.',
      tags: [],
      category: 'General',
    };
    await db.addEntries(
      [
        sampleEntry({
          ...blank,
          title: 'S0C7 data exception',
          category: 'Abend',
          severity: 'high',
          tags: ['cobol', 'JCL'],
        }),
        sampleEntry({
          ...blank,
          title: 'Step ended',
          problem: 'IEF450I PAYJOB STEP1 - ABEND=S0C7 U0000 REASON=00000007',
        }),
        sampleEntry({
          ...blank,
          title: 'VSAM status 35 file not found',
          category: 'VSAM',
          severity: 'medium',
        }),
        sampleEntry({
          ...blank,
          title: 'VSAM status 39 attributes differ',
          category: 'VSAM',
          severity: 'critical',
          tags: ['vsam files'],
        }),
        sampleEntry({
          ...blank,
          title: 'Package not found',
          problem: 'SQLCODE = -805 in PLAN1',
          category: 'Db2',
        }),
        sampleEntry({
          ...blank,
          title: 'Plan is bound',
          solution: 'The count was 805 rows.',
          category: 'Db2',
        }),
        sampleEntry({
          ...blank,
          title: 'Totals are wrong',
          problem: 'WS-TOTAL-AMT held spaces in SYS1.PROCLIB(ABC).',
        }),
        sampleEntry({
          ...blank,
          title: 'Total of the amounts',
          problem: 'Amt and total are far apart from WS here.',
        }),
        sampleEntry({
          ...blank,
          title: 'Old news about status 35',
          archived: true,
          createdAt: '2019-05-05',
          updatedAt: '2019-05-05',
        }),
        sampleEntry({
          ...blank,
          title: 'Zeitüberschreitung beim Öffnen',
          createdAt: '2021-02-03',
          updatedAt: '2021-02-03',
        }),
      ],
      'ann',
    );
  });

  describe('words of the mainframe', () => {
    test.each([
      ['S0C7', 'S0C7 data exception'],
      ['s0c7)', 'S0C7 data exception'],
      ['0C7', 'S0C7 data exception'],
      ['IEF450I -', 'Step ended'],
      ['ief450', 'Step ended'],
      ['450I', 'Step ended'],
      ['abend=s0c7', 'Step ended'],
      ['VSAM status 35', 'VSAM status 35 file not found'],
      ['status 35', 'VSAM status 35 file not found'],
      ['sqlcode -805', 'Package not found'],
      ['-805', 'Package not found'],
      ['WS-TOTAL-AMT', 'Totals are wrong'],
      ['ws-total', 'Totals are wrong'],
      ['SYS1.PROCLIB(ABC)', 'Totals are wrong'],
      ['proclib', 'Totals are wrong'],
      ['reason 7', 'Step ended'],
      ['offnen', 'Zeitüberschreitung beim Öffnen'],
      ['überschreit', 'Zeitüberschreitung beim Öffnen'],
    ])('%s finds “%s” first', async (query, title) => {
      expect((await titles(query))[0]).toBe(title);
    });
  });

  test('the word being typed matches what begins with it, and a finished one does not', async () => {
    expect(await titles('except')).toEqual(['S0C7 data exception']);
    expect(await titles('data except')).toEqual(['S0C7 data exception']);
    expect(await titles('attr status')).toEqual(['VSAM status 39 attributes differ']);
  });

  test('all words must match; where nothing has them all, it says so and shows what has most', async () => {
    expect((await db.searchPage('vsam status 35')).relaxed).toBe(false);
    expect(await titles('vsam status 35')).toEqual(['VSAM status 35 file not found']);
    const page = await db.searchPage('vsam status elephant ');
    expect(page.relaxed).toBe(true);
    expect(page.results.map(({ entry }) => entry.title).toSorted()).toEqual([
      'VSAM status 35 file not found',
      'VSAM status 39 attributes differ',
    ]);
  });

  test('a word written as one or as two is the same word', async () => {
    const pairs = await fresh();
    await pairs.addEntry(
      sampleEntry({ title: 'The data sets were gone', problem: 'x', solution: 'y', tags: [] }),
    );
    await pairs.addEntry(sampleEntry({ title: 'A dataset is gone', problem: 'x', solution: 'y', tags: [] }));
    await pairs.addEntry(
      sampleEntry({ title: 'A set of data is gone', problem: 'x', solution: 'y', tags: [] }),
    );
    expect(await pairs.search('dataset gone')).toHaveLength(2);
    expect(await pairs.search('data set gone')).toHaveLength(3);
  });

  test('words that say nothing need not be there', async () => {
    expect((await db.searchPage('the status of my vsam 35')).relaxed).toBe(false);
    expect(await titles('the status of my vsam 35')).toEqual(['VSAM status 35 file not found']);
    expect((await titles('how is it')).length).toBeGreaterThan(0);
  });

  test('a match in the title ranks above one in the tags, then the problem, then the solution', async () => {
    const ranked = await fresh();
    const plain = { problem: 'Something', solution: 'Other', title: 'Entry', tags: [] };
    await ranked.addEntry(sampleEntry({ ...plain, title: 'In the solution', solution: 'gizmo' }));
    await ranked.addEntry(sampleEntry({ ...plain, title: 'In the problem', problem: 'gizmo' }));
    await ranked.addEntry(sampleEntry({ ...plain, title: 'In the tags', tags: ['gizmo'] }));
    await ranked.addEntry(sampleEntry({ ...plain, title: 'In the gizmo title' }));
    expect((await ranked.search('gizmo')).map(({ entry }) => entry.title)).toEqual([
      'In the gizmo title',
      'In the tags',
      'In the problem',
      'In the solution',
    ]);
  });

  test('phrases must stand side by side, and a minus excludes', async () => {
    expect(await titles('"status 39"')).toEqual(['VSAM status 39 attributes differ']);
    expect(await titles('"39 status"')).toEqual([]);
    expect(await titles('vsam -attributes')).toEqual(['VSAM status 35 file not found']);
    expect(await titles('vsam -"status 35"')).toEqual(['VSAM status 39 attributes differ']);
    expect((await titles('-vsam')).length).toBe(7);
  });

  test('filters by category, severity, tag and date', async () => {
    expect(await titles('category:vsam severity:critical')).toEqual(['VSAM status 39 attributes differ']);
    expect(await titles('category:VSAM -severity:critical')).toEqual(['VSAM status 35 file not found']);
    expect((await titles('severity:>=high category:vsam category:abend')).toSorted()).toEqual([
      'S0C7 data exception',
      'VSAM status 39 attributes differ',
    ]);
    expect(await titles('tag:jcl')).toEqual(['S0C7 data exception']);
    expect(await titles('tag:"vsam files"')).toEqual(['VSAM status 39 attributes differ']);
    expect(await titles('created:2021')).toEqual(['Zeitüberschreitung beim Öffnen']);
    expect(await titles('updated:..2021-02-03')).toEqual(['Zeitüberschreitung beim Öffnen']);
    expect(await titles('created:2021-02-04..2021-12')).toEqual([]);
    expect((await titles('updated:<30d')).length).toBe(8);
    expect(await titles('author:ann tag:jcl')).toEqual(['S0C7 data exception']);
    const options = { category: 'VSAM', severity: 'critical', tags: ['VSAM Files'] } as const;
    expect(await db.search('status', options)).toHaveLength(1);
  });

  test('archived entries are hidden unless asked for', async () => {
    expect(await titles('old news')).toEqual([]);
    expect(await titles('old news', true)).toEqual(['Old news about status 35']);
    expect(await titles('is:archived')).toEqual(['Old news about status 35']);
  });

  test('an empty query lists what was changed last, page by page', async () => {
    const page = await db.searchPage('', { limit: 4, offset: 4 });
    expect(page.total).toBe(9);
    expect(page.results).toHaveLength(4);
    expect((await titles('')).at(-1)).toBe('Zeitüberschreitung beim Öffnen');
  });

  test('pages follow one another without a gap or a double', async () => {
    const many = await fresh();
    await many.addEntries(
      Array.from({ length: 700 }, (_, index) => sampleEntry({ title: `Widget ${index % 7} case ${index}` })),
    );
    const seen = new Set<string>();
    for (let offset = 0; offset < 700; offset += 100) {
      const page = await many.searchPage('widget case', { limit: 100, offset });
      expect(page.total).toBe(700);
      for (const { entry } of page.results) seen.add(entry.id);
    }
    expect(seen.size).toBe(700);
  });

  test('a result shows where it matched', async () => {
    const [result] = await db.search('s0c7 reason');
    expect(result?.snippet).toContain('ABEND=S0C7');
    const marked = result?.snippetHighlights.map(([start, end]) => result.snippet.slice(start, end));
    expect(marked).toEqual(['S0C7', 'REASON']);
    const [title] = await db.search('status 35');
    expect(title?.titleHighlights.map(([start, end]) => title.entry.title.slice(start, end))).toEqual([
      'status',
      '35',
    ]);
    expect(title?.matched[0]).toBe('title: status, 35');
  });

  test('a word that occurs nowhere gets a suggestion', async () => {
    expect((await db.searchPage('vsma status 35')).didYouMean).toBe('vsam status 35');
    expect((await db.searchPage('vsam status 35')).didYouMean).toBeNull();
  });

  test('facets count what the query finds', async () => {
    const facets = await db.searchFacets('status');
    expect(facets.category).toEqual([{ value: 'VSAM', count: 2 }]);
    expect(facets.severity).toEqual([
      { value: 'critical', count: 1 },
      { value: 'medium', count: 1 },
    ]);
    expect(facets.tag).toEqual([{ value: 'vsam files', count: 1 }]);
  });

  test('an edit is found at once, and what it replaced is not', async () => {
    const edited = await fresh();
    const id = await edited.addEntry(sampleEntry({ title: 'Before aardvark' }));
    await edited.updateEntry(id, { title: 'After wombat' });
    expect(await edited.search('aardvark ')).toEqual([]);
    expect(await edited.search('wombat')).toHaveLength(1);
    expect((await edited.searchPage('aardvarx')).didYouMean).toBeNull();
  });

  test('similar titles are those that share most of their words', async () => {
    const found = await db.similarTitles('VSAM status 35: file not found');
    expect(found[0]?.title).toBe('VSAM status 35 file not found');
    expect(await db.similarTitles('Something quite different')).toEqual([]);
    expect(await db.similarTitles('VSAM status 35 file not found', found[0]?.id)).toEqual([]);
  });

  test('a search that nobody waits for any more is cancelled', async () => {
    expect((await rejection(db.searchPage('vsam', { signal: { aborted: true } }))).kind).toBe('cancelled');
  });
});
