import { expect, test } from 'vitest';
import { migrations } from '../../migrations/index.ts';
import { scriptFacts } from './script-facts.ts';

test('tables and columns that a script makes, and not what only looks like one', () => {
  const { tables, columns } = scriptFacts(
    `CREATE TABLE Shelves (note TEXT DEFAULT 'CREATE TABLE no (a)'); -- CREATE TABLE neither (a);
     create table main."odd; name" (a); CREATE TABLE IF NOT EXISTS maybe (a);
     ALTER TABLE kb_entries ADD COLUMN Team TEXT; ALTER TABLE shelves ADD place TEXT; ALTER TABLE shelves ADD CONSTRAINT c CHECK (a);
     CREATE INDEX shelves_by_note ON shelves (note);`,
    'sqlite',
  );
  expect(tables).toEqual(['shelves', 'odd; name']);
  expect(columns).toEqual([
    { table: 'kb_entries', column: 'team' },
    { table: 'shelves', column: 'place' },
  ]);
});

test.each([
  [
    'CREATE TABLE a (b TEXT, c TEXT GENERATED ALWAYS AS (b)); DROP TABLE d; ALTER TABLE a ADD COLUMN e;',
    false,
    false,
  ],
  ['CREATE TRIGGER t AFTER INSERT ON a BEGIN DELETE FROM b; END;', false, false],
  ['CREATE TABLE a AS SELECT 1;', true, false],
  ['UPDATE a SET b = 1;', true, false],
  ['INSERT INTO a VALUES (1);', true, false],
  ['INSERT OR REPLACE INTO a VALUES (1);', true, true],
  ['DELETE FROM a;', true, true],
  ['WITH x AS (SELECT 1) DELETE FROM a;', true, true],
])('%s', (script, changesRows, removesRows) => {
  expect(scriptFacts(script, 'sqlite')).toMatchObject({ changesRows, removesRows });
});

test('whether the numbers of rows stay as they are', () => {
  const facts = (script: string) => scriptFacts(script, 'sqlite');
  expect(facts('CREATE TABLE a (b); ALTER TABLE c ADD COLUMN d; UPDATE c SET d = 1;')).toMatchObject({
    keepsRows: true,
    updates: true,
    makesTriggers: false,
  });
  expect(facts('CREATE TRIGGER t AFTER UPDATE ON a BEGIN DELETE FROM b; END;')).toMatchObject({
    keepsRows: true,
    updates: false,
    makesTriggers: true,
  });
  for (const script of [
    'DROP TABLE a;',
    'DELETE FROM a;',
    'INSERT INTO a VALUES (1);',
    'WITH b AS (SELECT 1) UPDATE a SET c = 1;',
  ])
    expect(facts(script).keepsRows).toBe(false);
});

test.each([
  ['UPDATE a SET b = lower(b);', true],
  [`UPDATE a SET b = datetime('now');`, false],
  ['CREATE TABLE a (b TEXT DEFAULT CURRENT_TIMESTAMP); UPDATE c SET d = 1;', true],
  ['CREATE TABLE a (b TEXT DEFAULT CURRENT_TIMESTAMP); INSERT INTO a DEFAULT VALUES;', false],
])('%s makes the same each time: %s', (script, isRepeatable) => {
  expect(scriptFacts(script, 'sqlite').isRepeatable).toBe(isRepeatable);
});

test('every table of the released steps is known, on both engines', () => {
  const tables = (engine: 'sqlite' | 'postgresql') =>
    migrations.map(({ up }) => scriptFacts(up[engine], engine).tables);
  expect(tables('sqlite')).toEqual(tables('postgresql'));
  expect(tables('sqlite').flat()).toContain('kb_code_links');
});
