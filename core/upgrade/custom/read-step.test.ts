import { expect, test } from 'vitest';
import type { MigrationProbe } from '../../../migrations/migration.ts';
import { readStep } from './read-step.ts';
import { guideStep, stepText } from './testing/guide-step.ts';

/** The problems of a step, without the file's name before them. */
function problemsOf(source: string, file = '/k.migrations/010-notes.ts'): readonly string[] {
  const { migration, problems } = readStep(file, '010-notes', source);
  expect(migration === null).toBe(problems.length > 0);
  return problems.map((problem) => {
    expect(problem.startsWith(`${file}, line `)).toBe(true);
    return problem.slice(`${file}, `.length);
  });
}

/** The queries that `validate` asks. */
async function queriesOf(source: string): Promise<readonly string[]> {
  const asked: string[] = [];
  const probe: MigrationProbe = {
    engine: 'sqlite',
    finds: async (query) => asked.push(query) > 0,
    tableExists: async () => true,
    columnsOf: async () => [],
  };
  const { migration, problems } = readStep('010-notes.ts', '010-notes', source);
  expect(problems).toEqual([]);
  expect(await migration?.validate(probe)).toEqual([]);
  return asked;
}

test("the guide's own example is understood to the letter", async () => {
  const { migration, problems } = readStep('010-custom-feature.ts', '010-custom-feature', guideStep);
  expect(problems).toEqual([]);
  expect(migration).toMatchObject({
    version: '010-custom-feature',
    name: 'Add Custom Feature Tables',
    minimumReader: '001-mvp1-base',
    file: '010-custom-feature.ts',
  });
  const lines = guideStep.split('\n');
  expect(migration?.up.sqlite).toBe(`\n${lines.slice(5, 13).join('\n')}\n  `);
  expect(migration?.up.postgresql).toBe(migration?.up.sqlite);
  expect(migration?.down.sqlite.trim()).toMatch(/^DROP INDEX .*;\n\s+DROP TABLE .*;$/);
  expect(
    readStep('010-custom-feature.ts', '010-custom-feature', guideStep.replaceAll('\n', '\r\n')).migration?.up,
  ).toEqual(migration?.up);
});

test('the same step as JSON is the same step', () => {
  const step = {
    version: '010-notes',
    name: 'Notes',
    up: { sqlite: 'CREATE TABLE notes (a)', postgresql: 'CREATE TABLE notes (a TEXT)' },
    down: 'DROP TABLE notes',
    validate: ['SELECT 1', "SELECT 'it''s \"é😀\" \\ \u0001'"],
    rewrites: [{ table: 'kb_entries', columns: ['metadata'] }],
  };
  for (const text of [JSON.stringify(step), JSON.stringify(step, null, 2)]) {
    const { migration, problems } = readStep('010-notes.json', '010-notes', text);
    expect(problems).toEqual([]);
    expect(migration).toMatchObject({
      up: step.up,
      down: { sqlite: step.down, postgresql: step.down },
      rewrites: step.rewrites,
    });
  }
});

test.each([
  ['with an export', (step: string) => `export ${step}`],
  ['exported afterwards', (step: string) => `${step}\nexport default customMigration;`],
  ['exported by name', (step: string) => `${step}\nexport { customMigration };`],
  ['without a semicolon', (step: string) => step.replace(/;\s*$/, '')],
  ['with satisfies', (step: string) => step.replace(/;\s*$/, ' as const satisfies Migration;')],
  [
    'as a default export',
    (step: string) => step.replace('const customMigration: Migration =', 'export default'),
  ],
  [
    'for CommonJS',
    (step: string) => `'use strict';\n${step.replace('const customMigration: Migration', 'module.exports')}`,
  ],
  [
    'with an import of its type',
    (step: string) => `import type { Migration } from '../migration.ts';\n${step}`,
  ],
])("the guide's form %s is understood, too", (_name, change) => {
  const { migration, problems } = readStep('010-custom-feature.ts', '010-custom-feature', change(guideStep));
  expect(problems).toEqual([]);
  expect(migration?.up).toEqual(readStep('x.ts', '010-custom-feature', guideStep).migration?.up);
});

test.each([
  ['a query', `'SELECT 1'`, ['SELECT 1']],
  ['several', `['SELECT 1', 'SELECT 2']`, ['SELECT 1', 'SELECT 2']],
  ['one for each engine', `{ sqlite: 'SELECT 1', postgresql: ['SELECT 2'] }`, ['SELECT 1']],
  ['an arrow', `db => !!db.prepare('SELECT 1').get()`, ['SELECT 1']],
  [
    'a function',
    `async function check(db: Database) { return Boolean(db.prepare('SELECT 1').get()); }`,
    ['SELECT 1'],
  ],
  [
    'two that must both be found',
    `async (db) => {
      const a = await db.prepare('SELECT 1').get();
      const rows = db.prepare('SELECT 2').all();
      return a !== undefined && rows.length > 0;
    }`,
    ['SELECT 1', 'SELECT 2'],
  ],
])('validate may be %s', async (_name, validate, queries) => {
  expect(await queriesOf(stepText({ validate }))).toEqual(queries);
});

test('validate may be a method', async () => {
  const source = stepText({ validate: `''` }).replace(
    `validate: '',`,
    `async validate(db) { const found = db.prepare('SELECT 1').get(); return !!found },`,
  );
  expect(await queriesOf(source)).toEqual(['SELECT 1']);
});

test.each([
  ['ran = true', `() => { globalThis.ran = true; return true; }`],
  ['a parameter of a query', `(db) => !!db.prepare('SELECT ?').get(1)`],
  ['an answer the wrong way round', `(db) => !db.prepare('SELECT 1').get()`],
  ['an answer that is always true', `(db) => { const rows = db.prepare('SELECT 1').all(); return !!rows; }`],
  ['null for no row', `(db) => db.prepare('SELECT 1').get() !== null`],
  ['either of two', `(db) => !!db.prepare('SELECT 1').get() || true`],
  ['something else of db', `(db) => db.exec('DELETE FROM kb_entries')`],
  ['a query of two parts', '(db) => !!db.prepare(`SELECT ${1}`).get()'],
  [
    'a query that is not asked for',
    `(db) => { const a = db.prepare('SELECT 1').get(); const b = db.prepare('SELECT 2').get(); return !!a; }`,
  ],
  ['a number', '3'],
  ['no query', '[]'],
  ['a query that changes something', `'DELETE FROM kb_entries'`],
  ['a query that hides a change', `'WITH a AS (SELECT 1) DELETE FROM kb_entries'`],
  ['two queries in one', `'SELECT 1; SELECT 2'`],
])('validate with %s is refused in its line', (_name, validate) => {
  expect(problemsOf(stepText({ validate }))).toEqual([expect.stringMatching(/^line 6: /)]);
});

test.each([
  ['another version', stepText({ version: `'010-other'` }), /^line 2: version is "010-other".*"010-notes"/],
  ['no name', stepText({ name: `' '` }), /^line 3: name must say/],
  ['no way back', stepText().replace(/ {2}down.*\n/, ''), /^line 1: "down" is missing/],
  ['nothing to do', stepText({ up: `' -- later'` }), /^line 4: there is no SQL/],
  ['a misspelt property', stepText({ validat: `''` }), /^line 7: a step has no "validat"/],
  ['a property twice', stepText().replace('};', `  up: 'x',\n};`), /^line 7: up is given twice/],
  [
    'SQL from elsewhere',
    stepText({ up: 'readFileSync("up.sql")' }),
    /^line 4: "readFileSync" is no text that is written out/,
  ],
  [
    'SQL put together',
    stepText({ up: '`CREATE TABLE ${name} (a)`' }),
    /^line 4: a text may not have \$\{…\}/,
  ],
  ['code before it', `process.exit(1);\n${stepText()}`, /^line 1: "process" has no place here/],
  ['code after it', `${stepText()}\nrun();`, /^line 9: "run" has no place here/],
  ['two steps', stepText() + stepText(), /^line 8: this is a second step/],
  ['no step', '// later\n', /^line 1: there is no step/],
  [
    'a text that does not end',
    stepText({ up: '`CREATE' }),
    /^line 4: the text that begins here is not closed/,
  ],
  ['half an object', stepText().slice(0, 90), /not closed|ends in the middle|expected/],
  [
    'SQL for one engine only',
    stepText({ up: `{ sqlite: 'CREATE TABLE notes (a)' }` }),
    /^line 4: up must be one text for both engines/,
  ],
  ['NUL', stepText({ up: `'CREATE TABLE notes (a);\\u0000VACUUM'` }), /^line 4: up holds a character/],
  ['a regular expression', stepText({ up: '/x/' }), /^line 4: "\/" has no place here/],
  ['rewrites of nothing', stepText({ rewrites: `['kb_entries']` }), /^line 7: rewrites must be/],
])('%s is refused, with line and way out', (_name, source, expected) => {
  expect(problemsOf(source)).toEqual([expect.stringMatching(expected)]);
});

test.each([
  ['comments', '{"version": "010-notes" /* ! */}', 'line 1: JSON has neither comments'],
  ['single quotes', `{\n"version": '010-notes'}`, 'line 2: JSON has neither comments'],
  ['a comma too many', `{\n"version": "010-notes",\n}`, 'line 3: this is not valid JSON'],
  ['a stray word', `{\n"version": x}`, 'line 2: "x" is no text that is written out'],
  ['a list', '[]', 'line 1: a step is one JSON object'],
  ['JavaScript', stepText(), 'line 2: JSON has neither comments'],
])('JSON with %s is refused', (_name, source, expected) => {
  expect(problemsOf(source, '/k.migrations/010-notes.json')[0]).toContain(expected);
});

test('a statement that is not allowed is named with its line in the file', () => {
  const up = '`\n    CREATE TABLE notes (a);\n\n    VACUUM;\n    COMMIT;\n  `';
  expect(problemsOf(stepText({ up }))).toEqual([
    expect.stringMatching(/^line 7: VACUUM may not be in a step/),
    expect.stringMatching(/^line 8: COMMIT may not be in a step/),
  ]);
});
