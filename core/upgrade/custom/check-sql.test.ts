import { describe, expect, test } from 'vitest';
import { migrations } from '../../../migrations/index.ts';
import { problemsOfQuery, problemsOfScript } from './check-sql.ts';
import { splitStatements } from './split-statements.ts';

const engines = ['sqlite', 'postgresql'] as const;

/** The beginnings of the statements that a script is split into. */
function split(script: string, engine: (typeof engines)[number]): readonly string[] {
  const { statements, unclosedAt } = splitStatements(script, engine);
  return unclosedAt === null ? statements.map(({ at, end }) => script.slice(at, end)) : ['not closed'];
}

describe('a script is split where the engine splits it', () => {
  test.each(engines)('on %s: not in texts, names and comments', (engine) => {
    const statements = [`SELECT 'a;''b' AS "c;""d"`, `SELECT 1 /* ; -- ' */ + 2`, `SELECT -- ; '\n 3`];
    expect(split(`-- ;\n;${statements.join(' ; ')}; `, engine)).toEqual(statements);
    for (const open of [`'a`, '"a', '/* a', `'a''`])
      expect(split(`SELECT 1; SELECT ${open}`, engine)).toEqual(['not closed']);
  });

  test('on SQLite: not in the body of a trigger, nor in its other quotes', () => {
    const trigger = `CREATE TRIGGER t AFTER INSERT ON a BEGIN
      UPDATE b SET c = CASE WHEN d THEN 1 END; DELETE FROM e;
    END`;
    const quotes = 'SELECT [a;], `b;`';
    expect(split(`${trigger}; ${quotes};`, 'sqlite')).toEqual([trigger, quotes]);
    expect(split(`SELECT E'a\\'; SELECT 1`, 'sqlite')).toEqual([`SELECT E'a\\'`, 'SELECT 1']);
    expect(split(`SELECT $$a; SELECT b$$`, 'sqlite')).toHaveLength(2);
  });

  test('on PostgreSQL: not between dollars, behind backslashes in E-texts, or in comments within comments', () => {
    const statements = [
      `CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1; SELECT 2 $$`,
      `SELECT $a_1$ $$ ; ' $a_1$`,
      `SELECT e'\\';' || 'b\\'`,
      `SELECT 1 /* /* ; */ ; */`.slice(0, 8),
    ];
    expect(split(`${statements.join(';\n')} /* /* ; */ ; */;`, 'postgresql')).toEqual(statements);
    expect(split('SELECT a[1]; SELECT 2', 'postgresql')).toHaveLength(2);
    for (const open of ['$$ a', '$a$ $b$', `E'a\\'`])
      expect(split(`SELECT ${open}`, 'postgresql')).toEqual(['not closed']);
  });
});

describe('what a step may do', () => {
  test.each([
    'CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT REFERENCES kb_entries (id))',
    `CREATE UNIQUE INDEX IF NOT EXISTS notes_once ON notes (text) WHERE text <> 'COMMIT; VACUUM'`,
    'CREATE VIEW recent AS SELECT * FROM kb_entries -- VACUUM',
    'ALTER TABLE kb_entries ADD COLUMN owner TEXT',
    'ALTER TABLE kb_entries DROP COLUMN owner',
    'ALTER TABLE notes RENAME TO remarks',
    'DROP TABLE IF EXISTS main.notes',
    'DROP INDEX notes_once; DROP VIEW recent',
    `INSERT INTO notes VALUES (1, 'schema_version'), (2, 'load_extension')`,
    `WITH old AS (SELECT 1) UPDATE notes SET text = 'kept_001_notes'`,
    'DELETE FROM notes; SELECT 1;',
  ])('on both engines: %s', (script) => {
    for (const engine of engines) expect(problemsOfScript(script, engine)).toEqual([]);
  });

  test('on SQLite: triggers, full text, and pragmas that only tell', () => {
    const script = `
      CREATE TRIGGER t AFTER INSERT ON notes BEGIN DELETE FROM notes WHERE id < new.id; END;
      CREATE VIRTUAL TABLE notes_search USING fts5 (text, content='');
      PRAGMA table_info(notes); PRAGMA main.foreign_key_check;`;
    expect(problemsOfScript(script, 'sqlite')).toEqual([]);
  });

  test('on PostgreSQL: functions and their triggers', () => {
    const script = `
      CREATE OR REPLACE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.text := 'x'; RETURN NEW; END $$;
      CREATE TRIGGER t BEFORE UPDATE ON notes FOR EACH ROW EXECUTE FUNCTION touch();
      DROP TRIGGER t ON kb_entries;`;
    expect(problemsOfScript(script, 'postgresql')).toEqual([]);
  });
});

describe('what a step may not do', () => {
  const firstProblem = (script: string, engine: (typeof engines)[number]): string =>
    problemsOfScript(`SELECT 1;\n${script}`, engine)
      .map(({ at, message }) => `${at >= 10 ? '' : 'not there: '}${message}`)
      .join(' ');

  test.each([
    ['BEGIN', 'BEGIN may not be in a step'],
    ['commit', 'COMMIT may not be in a step'],
    ['END', 'END may not be in a step'],
    ['/* x */ ROLLBACK TO a', 'ROLLBACK may not be in a step'],
    ['SAVEPOINT a', 'SAVEPOINT may not be in a step'],
    ['RELEASE a', 'RELEASE may not be in a step'],
    ['VACUUM', 'VACUUM may not be in a step'],
    [`ATTACH 'other.db' AS other`, 'ATTACH may not be in a step'],
    ['DETACH other', 'DETACH may not be in a step'],
    ['EXPLAIN SELECT 1', 'EXPLAIN may not be in a step'],
    ['"VACUUM"', '"VACUUM" may not be in a step'],
    ['CREATE TEMP TABLE a (b)', 'CREATE TEMP may not be in a step'],
    ['DROP TABLE schema_version', 'schema_version is where'],
    ['UPDATE "SCHEMA_VERSION" SET version = 1', 'SCHEMA_VERSION is where'],
    [`DROP TABLE 'schema_history'`, 'schema_history is where'],
    ['DELETE FROM main.schema_kept', 'schema_kept is where'],
    ['SELECT * FROM notes, schema_conflicts', 'schema_conflicts is where'],
    ['CREATE TABLE kept_010_notes (a)', 'kept_010_notes is where'],
    ['SELECT load_extension(1)', 'load_extension reaches beyond'],
    ['SELECT "load_extension"(1)', 'load_extension reaches beyond'],
    ['DROP TABLE kb_entries', 'kb_entries belongs to the program'],
    ['DROP TABLE IF EXISTS "KB_Tags"', 'kb_tags belongs to the program'],
    ['DROP INDEX incidents_by_opening', 'incidents_by_opening belongs to the program'],
    ['CREATE TABLE IF NOT EXISTS users (a)', 'users belongs to the program'],
    ['ALTER TABLE kb_entries RENAME TO entries', 'kb_entries belongs to the program'],
    ['ALTER TABLE kb_entries DROP COLUMN title', 'kb_entries belongs to the program'],
    ['ALTER TABLE kb_entries ADD a INT, DROP title', 'kb_entries belongs to the program'],
    ['ALTER TABLE kb_entries ALTER COLUMN title DROP NOT NULL', 'kb_entries belongs to the program'],
  ])('on both engines: %s', (script, expected) => {
    for (const engine of engines)
      expect(firstProblem(script, engine)).toMatch(new RegExp(`^${expected}`, 'm'));
  });

  test.each([
    ['PRAGMA foreign_keys = OFF', 'PRAGMA foreign_keys'],
    ['PRAGMA main.user_version(3)', 'PRAGMA user_version'],
    ['PRAGMA writable_schema', 'PRAGMA writable_schema'],
    ['PRAGMA "journal_mode" = DELETE', 'PRAGMA journal_mode'],
    ['CREATE VIRTUAL TABLE a USING csv (filename = 1)', 'CREATE VIRTUAL TABLE'],
    ['DROP TABLE [schema_version]', 'schema_version is where'],
    ['DROP TABLE `schema_version`', 'schema_version is where'],
    ['CREATE TRIGGER t AFTER INSERT ON a BEGIN DELETE FROM schema_version; END', 'schema_version is where'],
    ['\u00a0VACUUM', '".VACUUM" may not be in a step'],
  ])('on SQLite: %s', (script, expected) => {
    expect(firstProblem(script, 'sqlite')).toMatch(new RegExp(`^${expected}`));
  });

  test.each([
    ['DO $$ BEGIN END $$', 'DO may not be in a step'],
    [`COPY a FROM PROGRAM 'x'`, 'COPY may not be in a step'],
    ['CALL p()', 'CALL may not be in a step'],
    ['TRUNCATE kb_entries', 'TRUNCATE may not be in a step'],
    ['SET ROLE x', 'SET may not be in a step'],
    ['CREATE EXTENSION dblink', 'CREATE EXTENSION may not be in a step'],
    ['CREATE DATABASE x', 'CREATE DATABASE may not be in a step'],
    ['ALTER SYSTEM SET x = 1', 'ALTER SYSTEM may not be in a step'],
    [`SELECT set_config('a', 'b', false)`, 'set_config reaches beyond'],
    [`SELECT pg_read_file('x')`, 'pg_read_file reaches beyond'],
    ['ALTER TABLE audit_log DISABLE TRIGGER ALL', 'audit_log belongs to the program'],
    ['DROP TRIGGER audit_log_no_delete ON audit_log', 'audit_log_no_delete belongs to the program'],
    ['SELECT * FROM U&"schema\\005fversion"', 'a name may not be written as U&'],
    [
      `CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN EXECUTE 'x'; END $$`,
      'EXECUTE may not be in a function',
    ],
    [
      `CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ DELETE FROM schema_version $$`,
      'schema_version is where',
    ],
  ])('on PostgreSQL: %s', (script, expected) => {
    expect(firstProblem(script, 'postgresql')).toMatch(new RegExp(`^${expected}`));
  });

  test('at most twenty problems are told', () => {
    expect(problemsOfScript('VACUUM;'.repeat(100_000), 'sqlite')).toHaveLength(20);
  });
});

test('a check only looks', () => {
  for (const engine of engines) {
    expect(
      problemsOfQuery(`WITH a AS (SELECT replace('a', 'b', 'c')) SELECT 'DELETE' FROM a;`, engine),
    ).toEqual([]);
    for (const query of [
      'VALUES (1)',
      'SELECT 1 INTO a',
      'WITH a AS (DELETE FROM b RETURNING 1) SELECT 1',
      'SELECT 1; SELECT 2',
      '',
      'SELECT * FROM schema_version',
    ]) {
      expect(problemsOfQuery(query, engine)).toHaveLength(1);
    }
  }
});

test('the released steps are split as they are written', () => {
  for (const { up, down } of migrations) {
    for (const engine of engines) {
      for (const script of [up[engine], down[engine]]) {
        const { statements, unclosedAt } = splitStatements(script, engine);
        expect(unclosedAt).toBeNull();
        for (const { tokens } of statements) expect(tokens[0].value).toMatch(/^(?:CREATE|DROP|UPDATE)$/);
      }
    }
  }
});
