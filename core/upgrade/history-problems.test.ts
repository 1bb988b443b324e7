import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { migrations } from '../../migrations/index.ts';
import { KnowledgeDB } from '../store/knowledge-db.ts';
import { openSqlite } from '../store/open-sqlite.ts';
import { closeStore } from '../store/store.ts';
import { onEveryEngine } from '../store/testing/on-every-engine.ts';
import { rejection } from '../store/testing/rejection.ts';
import { sampleEntry } from '../store/testing/sample-entry.ts';
import { compatibility, type AppliedStep } from './applied-steps.ts';
import { checksumOf } from './checksum.ts';
import { MigrationManager } from './migration-manager.ts';
import { runScript } from './schema-access.ts';
import { readSchemaHistory } from './schema-history.ts';
import { readAllRows } from './testing/all-rows.ts';
import { makeAt } from './testing/at-version.ts';
import { ownStep, withReleased } from './testing/own-step.ts';

const own = ownStep({ up: 'CREATE TABLE own (id TEXT PRIMARY KEY);', down: 'DROP TABLE own;' });
const edited = ownStep({ up: 'CREATE TABLE own (id TEXT PRIMARY KEY, more TEXT);', down: 'DROP TABLE own;' });

onEveryEngine((under) => {
  describe('what does not agree is found, and the schema is left alone until it does', () => {
    test.each<[string, string, ConstructorParameters<typeof MigrationManager>[1], RegExp]>([
      [
        'a custom step that was edited',
        'SELECT 1',
        withReleased(edited),
        /010-own has been edited since it was applied on 2.*Put \/somewhere\/010-own.json back/,
      ],
      [
        'a custom step whose file is gone',
        'SELECT 1',
        migrations,
        /custom step 010-own was applied on .*its file is missing. Put it back/,
      ],
      [
        'a released step with another checksum',
        `UPDATE schema_version SET checksum = 'x' WHERE version LIKE '002%'`,
        withReleased(own),
        /002-mvp2-pattern-detection has been edited/,
      ],
      [
        'a released step of another name',
        `UPDATE schema_version SET version = '002-other' WHERE version LIKE '002%'`,
        withReleased(own),
        /002-other was applied on .*does not know it/,
      ],
      [
        'a step missing between others',
        `DELETE FROM schema_version WHERE version LIKE '002%'`,
        withReleased(own),
        /002-mvp2-pattern-detection is not applied, although later ones are/,
      ],
      [
        'a table that is gone',
        'DROP TABLE code_references',
        withReleased(own),
        /003-mvp3-code-analysis is applied, but the table code_references is missing/,
      ],
      [
        'a table ahead of its step',
        'CREATE TABLE templates (a TEXT)',
        withReleased(own),
        /004-mvp4-idz-integration is not applied, but the table templates is there already/,
      ],
    ])('%s', async (_name, script, known, problem) => {
      const { db } = await makeAt(under, '003');
      const store = await db.store();
      await new MigrationManager(db, withReleased(own)).executeMigration('010');
      await runScript(store, store.db, script);
      const manager = new MigrationManager(db, known);
      expect((await manager.historyProblems()).join(' ')).toMatch(problem);
      const before = await readAllRows(store);
      for (const change of [() => manager.migrate(), () => manager.rollbackTo('001')]) {
        const failure = await rejection(change());
        expect(failure.kind).toBe('history-mismatch');
        expect(failure.recovery).toMatch(/^Nothing was changed/);
      }
      expect(await readAllRows(store)).toEqual(before);
      await db.addEntry(sampleEntry({ title: 'Still being written' }));
      expect(await db.search('still being written')).toHaveLength(1);
    });
  });

  test('an edited step that is not applied is no problem, and neither are other line endings', async () => {
    const { db } = await makeAt(under, '005');
    await new MigrationManager(db, withReleased(own)).migrate();
    const other = { sqlite: `${own.up.sqlite}\r\n`, postgresql: `${own.up.postgresql}\r\n` };
    const unix = { sqlite: `${own.up.sqlite}\n`, postgresql: `${own.up.postgresql}\n` };
    for (const engine of ['sqlite', 'postgresql'] as const)
      expect(checksumOf({ ...own, up: other }, engine)).toBe(checksumOf({ ...own, up: unix }, engine));
    await new MigrationManager(db, withReleased(own)).rollbackTo('005');
    const manager = new MigrationManager(db, withReleased(edited));
    expect(await manager.historyProblems()).toEqual([]);
    expect(await manager.migrate()).toMatchObject([{ success: true }]);
  });

  test('a database of a newer program is left alone', async () => {
    const { db } = await makeAt(under, '005');
    const older = new MigrationManager(db, migrations.slice(0, 3));
    for (const change of [older.migrate(), older.rollbackTo('001')]) {
      const failure = await rejection(change);
      expect(failure.kind).toBe('newer-file');
      expect(failure.message).toMatch(/005-mvp5.*003-mvp3/);
    }
    expect(await older.historyProblems()).toEqual([]);
  });
});

describe('what a program may do with a database that a newer one has upgraded', () => {
  const applied = (version: string, minimumReader: string | null = null): AppliedStep => ({
    version,
    minimumReader,
    name: '',
    checksum: '',
    appliedAt: '',
    durationMs: 0,
  });
  test.each([
    ['all of it is known', [applied('001-a'), applied('002-b')], 'writable'],
    ['only a custom step is not', [applied('001-a'), applied('042-own')], 'writable'],
    ['the newer step says that older programs can read it', [applied('003-c', '002-b')], 'read-only'],
    ['the newer step says that they cannot', [applied('003-c', '003-c')], 'unreadable'],
    ['one of two says so', [applied('003-c', '001-a'), applied('004-d', '004-d')], 'unreadable'],
    ['it says nothing', [applied('003-c')], 'unreadable'],
  ] as const)('%s', (_name, steps, expected) => {
    expect(compatibility(steps, '002-b')).toBe(expected);
  });
});

describe('on SQLite', () => {
  let folder = '';
  let path = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'abendbook-'));
    path = join(folder, 'knowledge.db');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('a header that says otherwise than the history is noticed', async () => {
    const db = await KnowledgeDB.open(path);
    const store = await db.store();
    await runScript(store, store.db, 'PRAGMA user_version = 3');
    const manager = new MigrationManager(db);
    expect(await manager.historyProblems()).toEqual([
      expect.stringMatching(/header says that it stands at step 3, and its history says 5/),
    ]);
    expect((await rejection(manager.rollbackTo('004'))).kind).toBe('history-mismatch');
    await db.close();
  });

  test('a database of the first program is read as it is, and brought up to date with the next step', async () => {
    const made = openSqlite(path, { create: true });
    const [first] = migrations;
    if (first === undefined) throw new Error('There are no migrations.');
    made.connection.exec(`${first.up.sqlite}
      CREATE TABLE schema_version (version TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL,
        applied_at TEXT NOT NULL, duration_ms INTEGER NOT NULL, app_version TEXT NOT NULL, actor TEXT NOT NULL);
      INSERT INTO schema_version VALUES ('${first.version}', 'x', '${checksumOf(first, 'sqlite')}', '2099-01-01T00:00:00.000Z', 1, '0.1.0', 'x');
      PRAGMA application_id = 1096967534;`);
    await closeStore(made);

    const reading = openSqlite(path, { readOnly: true });
    const reader = new MigrationManager(reading);
    expect(await reader.getCurrentVersion()).toBe(first.version);
    expect(await reader.getAppliedMigrations()).toMatchObject([{ minimumReader: null }]);
    expect(await reader.historyProblems()).toEqual([]);
    expect(await readSchemaHistory(reading)).toEqual({ events: [], problems: [], kept: [], conflicts: [] });
    await closeStore(reading);

    const store = openSqlite(path);
    const manager = new MigrationManager(store);
    expect(await manager.migrateTo('002')).toMatchObject([{ success: true }]);
    const [one, two] = await manager.getAppliedMigrations();
    expect([one?.minimumReader, two?.minimumReader]).toEqual([first.version, first.version]);
    // Its clock was ahead; the order of times is the order of steps all the same.
    expect(two?.appliedAt).toBe('2099-01-01T00:00:00.001Z');
    expect((await sql<{ v: number }>`pragma user_version`.execute(store.db)).rows).toEqual([
      { user_version: 2 },
    ]);
    await closeStore(store);
  });

  test('the custom steps of its folder are known, and what is wrong with them is a problem', async () => {
    const db = await KnowledgeDB.open(path);
    const folderOfSteps = `${path}.migrations`;
    const manager = new MigrationManager(db);
    expect(await manager.getPendingMigrations()).toEqual([]);
    mkdirSync(folderOfSteps);
    writeFileSync(
      join(folderOfSteps, '010-own.json'),
      JSON.stringify({
        version: '010-own',
        name: 'Own',
        up: 'CREATE TABLE own (id TEXT PRIMARY KEY);',
        down: 'DROP TABLE own;',
        validate: 'SELECT 1',
      }),
    );
    expect(await manager.migrate()).toMatchObject([{ version: '010-own', success: true }]);
    writeFileSync(join(folderOfSteps, '011-bad.json'), '{');
    expect(await manager.historyProblems()).toEqual([expect.stringContaining('011-bad.json')]);
    expect((await rejection(manager.rollback({ steps: 1 }))).kind).toBe('history-mismatch');
    await db.close();
  });

  test('a new knowledge base does not wait for its custom steps to be mended', async () => {
    mkdirSync(`${path}.migrations`);
    writeFileSync(join(`${path}.migrations`, '010-bad.json'), '{');
    const db = await KnowledgeDB.open(path);
    expect(await db.addEntry(sampleEntry())).not.toBe('');
    expect((await rejection(new MigrationManager(db).rollbackTo('001'))).kind).toBe('history-mismatch');
    await db.close();
  });
});
