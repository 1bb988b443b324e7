import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type { KnowledgeDB } from '../store/knowledge-db.ts';
import { onEveryEngine } from '../store/testing/on-every-engine.ts';
import { sampleEntry } from '../store/testing/sample-entry.ts';

/** Pieces that mean something to FTS5, to tsquery, to LIKE, to SQL or to the query language itself. */
const operators =
  String.raw`" ' * ^ ( ) { } : - + AND OR NOT NEAR( title: rowid: <-> :* & | ! \ % _ ; -- /* ﷽ 😀 ﬁ İ ٣٥ category: severity:>= tag:" created:
  created:9999-99 updated:<999999999y created:0000.. is: .. -805 S0C7 IEF450I WS-TOTAL x'0C7' $HASP $`
    .split(/\s+/)
    .concat('\0', '\ud800', '\udc00', '\u202e', '\t\n', ' ');
const hostile = fc.oneof(
  fc.array(fc.constantFrom(...operators), { maxLength: 12 }).map((pieces) => pieces.join('')),
  fc.array(fc.constantFrom(...operators), { maxLength: 12 }).map((pieces) => pieces.join(' ')),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
);

onEveryEngine(({ engine, fresh }) => {
  let db: KnowledgeDB;
  beforeAll(async () => {
    db = await fresh();
    await db.addEntries(
      operators
        .filter((piece) => piece.isWellFormed() && !/\p{Cc}/u.test(piece) && piece.trim() !== '')
        .map((piece) => sampleEntry({ title: `Piece ${piece}`, problem: `x ${piece} y` })),
    );
  });

  test('no input makes a search or its facets fail', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, fc.boolean(), async (query, includeArchived) => {
        const page = await db.searchPage(query, { includeArchived, limit: 5 });
        expect(page.total).toBeGreaterThanOrEqual(page.results.length);
        for (const { entry, titleHighlights, snippet, snippetHighlights } of page.results) {
          for (const [start, end] of titleHighlights)
            expect(0 <= start && start < end && end <= entry.title.length).toBe(true);
          for (const [start, end] of snippetHighlights)
            expect(0 <= start && start < end && end <= snippet.length).toBe(true);
          expect(snippet.isWellFormed()).toBe(true);
        }
        await db.searchFacets(query, { includeArchived });
        await db.similarTitles(query);
      }),
      { numRuns: engine === 'sqlite' ? 1_500 : 400 },
    );
  });

  test('what a title says finds the entry, whatever is in the title', async () => {
    const own = await fresh();
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 3, maxLength: 40 }), async (text) => {
        const title = `q ${text.replaceAll(/[\p{Cc}\p{Cs}]/gu, '').trim()} zz`;
        const id = await own.addEntry(sampleEntry({ title }));
        const found = await own.search(`"${title.replaceAll('"', ' ')}"`, { limit: 500 });
        expect(found.map(({ entry }) => entry.id)).toContain(id);
      }),
      { numRuns: engine === 'sqlite' ? 300 : 100 },
    );
  });

  test('a megabyte is cut, searched and said to be cut', async () => {
    for (const text of [
      'word '.repeat(200_000),
      'x'.repeat(1_000_000),
      '"'.repeat(1_000_000),
      '(a-'.repeat(333_333),
    ]) {
      const page = await db.searchPage(text);
      expect(page.notes[0]).toMatch(/^Only the first/);
    }
    expect((await db.searchPage('a b '.repeat(40))).notes).toEqual(['Only the first 32 words are searched.']);
  });
});
