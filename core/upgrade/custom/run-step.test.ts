import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { onEmptyDatabases } from '../../../migrations/testing/on-empty-databases.ts';
import { openSqlite } from '../../store/open-sqlite.ts';
import { problemsOfScript } from './check-sql.ts';
import { readStep } from './read-step.ts';
import { guideStep } from './testing/guide-step.ts';

onEmptyDatabases((engine, empty) => {
  test("the guide's step does what it says, and its `down` undoes it", async () => {
    // PostgreSQL knows neither DATETIME nor sqlite_master: the first must be written otherwise, the second is understood.
    const source = engine === 'sqlite' ? guideStep : guideStep.replace('DATETIME', 'TIMESTAMP');
    const { migration: step } = readStep('010-custom-feature.ts', '010-custom-feature', source);
    if (step === null) throw new Error('The step was not read.');
    const db = await empty();
    const before = await db.schema();
    expect(await step.validate(db.probe)).toEqual([
      expect.stringMatching(/^This query of validate finds nothing: SELECT name FROM sqlite_master WHERE/),
    ]);
    await db.run(step.up);
    expect(await step.validate(db.probe)).toEqual([]);
    await db.run(step.down);
    expect(await db.schema()).toEqual(before);
  });

  test('a query of validate that cannot be run is a problem that says why', async () => {
    const source = guideStep.replace('SELECT name FROM sqlite_master', 'SELECT name FROM nowhere');
    const { migration } = readStep('010-custom-feature.ts', '010-custom-feature', source);
    const db = await empty();
    expect(await migration?.validate(db.probe)).toEqual([
      expect.stringMatching(
        /^This query of validate cannot be run \(.*nowhere.*\): SELECT name FROM nowhere/,
      ),
    ]);
  });
});

const attacks = [
  'COMMIT',
  'ROLLBACK',
  'DROP TABLE schema_version',
  `UPDATE "schema_version" SET version = '009'`,
  'PRAGMA user_version = 7',
  `ATTACH ':memory:' AS x`,
  'CREATE TRIGGER t AFTER INSERT ON a BEGIN DELETE FROM [schema_version]; END; INSERT INTO a VALUES (1)',
];
/** What would begin or end a text, a name or a comment, where it stood alone. */
const noise = fc
  .array(fc.constantFrom(`'`, `''`, '"', '`', '[', ']', '--', '/*', '*/', ';', '\\', '$$', `E'`), {
    maxLength: 2,
  })
  .map((parts) => parts.join(' '));
const disguised = fc
  .tuple(
    fc.constantFrom(
      (text: string) => `SELECT '${text}'`,
      (text: string) => `SELECT 1 AS "${text}"`,
      (text: string) => `SELECT 1 AS [${text}]`,
      (text: string) => `SELECT 1 AS \`${text}\``,
      (text: string) => `SELECT 1 -- ${text}\n`,
      (text: string) => `SELECT 1 /* ${text} */`,
      (text: string) => `CREATE TRIGGER u AFTER DELETE ON a BEGIN SELECT CASE WHEN 1 THEN '${text}' END; END`,
    ),
    noise,
  )
  .map(([write, text]) => write(text));
const scripts = fc
  .array(fc.oneof({ arbitrary: disguised, weight: 3 }, fc.constantFrom(...attacks)), {
    minLength: 1,
    maxLength: 4,
  })
  .map((statements) => statements.join('; '));

test('what is allowed never leaves the transaction and never touches what is applied, however it is written', () => {
  const folder = mkdtempSync(join(tmpdir(), 'abendbook-custom-'));
  const { connection } = openSqlite(join(folder, 'k.db'), { create: true });
  connection.exec(
    `CREATE TABLE a (c); CREATE TABLE schema_version (version); INSERT INTO schema_version VALUES ('005')`,
  );
  try {
    fc.assert(
      fc.property(scripts, (script) => {
        fc.pre(problemsOfScript(script, 'sqlite').length === 0);
        connection.exec('BEGIN');
        // Where a disguise fell apart it is not SQL any more, and what stands before it has run.
        try {
          connection.exec(script);
        } catch (caught) {
          if (!/syntax error|unrecognized token|incomplete input|already exists/.test(String(caught)))
            throw caught;
        }
        expect(connection.inTransaction).toBe(true);
        expect(connection.prepare('SELECT version FROM schema_version').pluck().all()).toEqual(['005']);
        expect(connection.pragma('user_version', { simple: true })).toBe(0);
        expect(connection.pragma('database_list')).toHaveLength(1);
        connection.exec('ROLLBACK');
      }),
      { numRuns: 2_000, maxSkipsPerRun: 1_000 },
    );
  } finally {
    connection.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
