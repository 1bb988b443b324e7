import fc from 'fast-check';
import type { EntryId, JsonObject } from '../../entries/entry.ts';
import type { KnowledgeDB } from '../../store/knowledge-db.ts';
import { sampleEntry } from '../../store/testing/sample-entry.ts';
import { generateRows, insertRows } from './random-rows.ts';

/** What `003` gives to an entry that was there before it. */
export const marks = { code_analysis_ready: true, migration_version: 'mvp3' };

/** Gives a knowledge base random entries, and random rows in every other table. Returns the entries. */
export async function fillAtRandom(draw: fc.GeneratorValue, db: KnowledgeDB): Promise<readonly EntryId[]> {
  const entries = draw(
    fc.array<{ title: string; marked: boolean; metadata: JsonObject; archived: boolean }>,
    fc.record({
      title: fc.string({ minLength: 1, maxLength: 20 }).map((text) => `S0C7 ${text}`.trim()),
      marked: fc.boolean(),
      metadata: fc.dictionary(
        fc.string({ maxLength: 5 }),
        fc.jsonValue({ maxDepth: 1 }),
      ) as fc.Arbitrary<JsonObject>,
      archived: fc.boolean(),
    }),
    { maxLength: 6 },
  );
  const ids = await db.addEntries(
    entries.map(({ title, marked, metadata, archived }) =>
      sampleEntry({ title, archived, metadata: marked ? { ...metadata, ...marks } : metadata }),
    ),
  );
  const store = await db.store();
  const numbered = await store.db.selectFrom('kb_entries').select(['number', 'id']).execute();
  await insertRows(store, generateRows(draw, store.engine, numbered, 12));
  return ids;
}

/** What a user may do to entries while the knowledge base stands at 001. */
export async function editAtRandom(
  draw: fc.GeneratorValue,
  db: KnowledgeDB,
  ids: readonly EntryId[],
): Promise<void> {
  for (const id of ids) {
    switch (draw(fc.constantFrom<string[]>, 'nothing', 'title', 'metadata', 'archive', 'both')) {
      case 'title':
        await db.updateEntry(id, { title: 'S0C7 in another light' });
        break;
      case 'metadata':
        await db.updateEntry(id, { metadata: { seen: draw(fc.nat) } });
        break;
      case 'both':
        await db.updateEntry(id, { problem: 'A payroll problem.', metadata: { migration_version: 'mine' } });
        break;
      case 'archive':
        await db.archiveEntry(id);
    }
  }
  if (draw(fc.boolean)) await db.addEntry(sampleEntry({ title: 'New at the older version' }));
}
