import fc from 'fast-check';
import type { EntryId, EntryPatch, JsonObject, NewEntry } from '../../entries/entry.ts';
import { severities } from '../../entries/entry.ts';
import type { Engine } from '../../store/knowledge-base.ts';
import type { KnowledgeDB } from '../../store/knowledge-db.ts';
import { generateRows, insertRows, type GeneratedRows } from '../../upgrade/testing/random-rows.ts';

type Draw = fc.GeneratorValue;

/** What has hurt one format or another. */
const awkward = [
  '=HYPERLINK("http://x","y")',
  "'=1+1",
  "''@x",
  '-805',
  '+49 30',
  '@here',
  'a;b\\c',
  'semi; colon',
  '"quoted", with comma',
  '---',
  '- list',
  '# heading',
  '## Problem',
  '## Solution',
  'null',
  'true',
  '007',
  '1e5',
  '2026-01-31',
  '{"a":1}',
  '[x](y)',
  '&amp; <b>bold</b>',
  'key: value # remark',
  '%TAG !',
  '..',
  'CON',
  '__proto__',
  'e\u0301 is not \u00e9',
  '\u2028line\u2029paragraph',
  '👩‍👩‍👧‍👦 \u202Eright to left',
  '\uFEFFmark',
  '\uFFFD\uFFFF',
];
const awkwardProse = [
  ...awkward,
  'line\nline',
  'line\r\nline',
  'line\rline',
  '\n\nblank lines around\n\n',
  '  blanks around \t',
  '## Problem\n\ninside\n\n## Solution\n\ninside',
  '---\ntitle: no\n---\n',
  '```\n## Solution\n```',
  '\\## Problem',
  '\u0001\u001f\u007f\u0085\u001a',
  'end\\',
  '\t=tab',
  '\r=return',
  'long '.repeat(3_000),
];

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(...awkward),
);
const line = anyText
  .map((text) => text.replaceAll(/\p{Cc}/gu, '').trim())
  .filter((text) => text !== '' && text.length <= 60);
const prose = fc
  .oneof(anyText, fc.constantFrom(...awkwardProse), fc.array(fc.constantFrom(...awkwardProse)).map(joined))
  .map((text) => text.replaceAll('\0', ''))
  .filter((text) => text.trim() !== '');
const time = fc
  .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString());
const text = fc.oneof(anyText, fc.constantFrom(...awkwardProse)).map((value) => value.replaceAll('\0', ''));
const metadata = fc
  .letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom(null, true, false, 0, -1, 0.1 + 0.2, 1e300, 5e-324, 9007199254740991),
      text,
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(text, tie('value'), { maxKeys: 3 }),
    ),
    object: fc.dictionary(text, tie('value'), { maxKeys: 4 }),
  }))
  .object.map((value) => JSON.parse(JSON.stringify(value)) as JsonObject);

function joined(parts: readonly string[]): string {
  return parts.join('\n');
}

/** An entry that may be written: all of Unicode, and texts that formats stumble over. */
export const randomEntry: fc.Arbitrary<NewEntry> = fc.record(
  {
    id: fc.oneof(fc.uuid(), fc.string({ minLength: 1, maxLength: 20 }).filter(isId), line),
    title: line,
    problem: prose,
    solution: prose,
    category: fc.oneof(fc.constantFrom('VSAM', 'vsam', 'DB2'), line),
    severity: fc.constantFrom(...severities),
    tags: fc.array(line, { maxLength: 4 }),
    archived: fc.boolean(),
    createdAt: time,
    updatedAt: time,
    author: line,
    metadata,
  },
  { requiredKeys: ['title', 'problem', 'solution'] },
);

function isId(value: string): boolean {
  return value.trim() === value && !/\p{Cc}/u.test(value);
}

const randomPatch = fc.record(
  {
    title: line,
    problem: prose,
    category: line,
    severity: fc.constantFrom(...severities),
    tags: fc.array(line, { maxLength: 3 }),
    archived: fc.boolean(),
  },
  { requiredKeys: [] },
);

/** Adds random entries with histories. Returns their ids. */
export async function addRandomEntries(draw: Draw, db: KnowledgeDB, most = 8): Promise<readonly EntryId[]> {
  const entries = draw((): fc.Arbitrary<NewEntry[]> =>
    fc.uniqueArray(randomEntry, { maxLength: most, selector: ({ id }) => id ?? Symbol('new') }),
  );
  const twins = draw(fc.boolean) ? entries.slice(0, 1).map(({ id: _id, ...same }) => same) : [];
  const ids = await db.addEntries([...entries, ...twins], 'tester');
  for (const id of ids) {
    const patches = draw((): fc.Arbitrary<EntryPatch[]> => fc.array(randomPatch, { maxLength: 2 }));
    for (const patch of patches) await db.updateEntry(id, patch, { actor: 'editor' });
  }
  return ids;
}

/** Random entries, and random rows in every other table of the newest schema, of which `engine` can hold the values. */
export async function addRandomKnowledge(
  draw: Draw,
  db: KnowledgeDB,
  engine: Engine,
): Promise<readonly EntryId[]> {
  const ids = await addRandomEntries(draw, db);
  const store = await db.store();
  const numbered = await store.db.selectFrom('kb_entries').select(['number', 'id']).execute();
  await insertRows(store, withoutNul(generateRows(draw, engine, numbered, 8)));
  return ids;
}

/** An import takes no NUL, which no text of this program holds. */
function withoutNul(generated: GeneratedRows): GeneratedRows {
  return generated.map(([table, rows]) => [
    table,
    rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => [
          name,
          typeof value === 'string' ? value.replaceAll('\0', '\u0002') : value,
        ]),
      ),
    ),
  ]);
}
