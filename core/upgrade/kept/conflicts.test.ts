import { describe, expect, test } from 'vitest';
import type { Migration } from '../../../migrations/migration.ts';
import { onEveryEngine } from '../../store/testing/on-every-engine.ts';
import { rejection } from '../../store/testing/rejection.ts';
import { sampleEntry } from '../../store/testing/sample-entry.ts';
import { MigrationManager } from '../migration-manager.ts';
import { readSchemaHistory } from '../schema-history.ts';
import { ownStep, withReleased } from '../testing/own-step.ts';
import { changesByDownAndUp, makeScene, type Scene } from '../testing/scene.ts';

onEveryEngine((under) => {
  const { engine } = under;
  const scene = (...steps: readonly Migration[]): Promise<Scene> => makeScene(under, ...steps);

  describe('what cannot come back is a conflict', () => {
    const link = ownStep({
      up: `CREATE TABLE hints (id TEXT PRIMARY KEY, entry TEXT ${engine === 'sqlite' ? '' : 'COLLATE "C"'} NOT NULL REFERENCES kb_entries (id) ON DELETE CASCADE,
          after TEXT REFERENCES hints (id), words TEXT);
        ALTER TABLE kb_entries ADD COLUMN owner TEXT;`,
      down: 'ALTER TABLE kb_entries DROP COLUMN owner; DROP TABLE hints;',
    });

    async function withoutEntryOne(): Promise<Scene> {
      const hints = await scene(link);
      await hints.run(`
        INSERT INTO hints VALUES ('a', 'one', NULL, 'of one'), ('b', 'two', 'a', 'after a'), ('c', 'two', NULL, 'of two');
        UPDATE kb_entries SET owner = 'ann';`);
      await hints.down();
      await hints.run(`DELETE FROM kb_entries WHERE id = 'one'`);
      return hints;
    }

    test('rows whose entry is gone, those that point to them, and the values of the entry itself', async () => {
      const hints = await withoutEntryOne();
      expect(await hints.up()).toBe(3);
      expect(await hints.rows('SELECT id FROM hints')).toEqual([{ id: 'c' }]);
      const { conflicts, kept } = await readSchemaHistory(hints.store);
      expect(kept).toEqual([]);
      expect(conflicts.map(({ table, key, present }) => `${table} ${key} ${present}`).toSorted()).toEqual([
        'hints {"id":"a"} null',
        'hints {"id":"b"} null',
        'kb_entries {"number":1} null',
      ]);
      expect(conflicts.find(({ key }) => key === '{"id":"a"}')).toMatchObject({
        version: '010-own',
        reason: 'The row of kb_entries that it belongs to is not there any more.',
        kept: '{"id":"a","entry":"one","after":null,"words":"of one"}',
      });
    });

    test('they stay through another rollback, and can be put back once there is a place for them', async () => {
      const hints = await withoutEntryOne();
      await hints.up();
      await hints.down();
      const [first] = (await readSchemaHistory(hints.store)).conflicts;
      expect((await rejection(hints.db.settleConflict(first?.id ?? 0, 'kept'))).message).toMatch(
        /010-own.*is not applied/,
      );
      expect(await hints.up()).toBe(0);
      expect(await hints.rows('SELECT id FROM hints')).toEqual([{ id: 'c' }]);

      const { conflicts } = await readSchemaHistory(hints.store);
      const ofKey = (key: string): number => conflicts.find((one) => one.key === key)?.id ?? 0;
      expect((await rejection(hints.db.settleConflict(ofKey('{"id":"a"}'), 'kept'))).kind).toBe('conflict');
      expect(await readSchemaHistory(hints.store)).toMatchObject({ conflicts });
      await hints.db.addEntry(sampleEntry({ id: 'one' }));
      await hints.db.settleConflict(ofKey('{"id":"a"}'), 'kept');
      await hints.db.settleConflict(ofKey('{"id":"b"}'), 'kept');
      await hints.db.settleConflict(ofKey('{"number":1}'), 'present');
      expect(await hints.rows('SELECT id, words FROM hints ORDER BY id')).toEqual([
        { id: 'a', words: 'of one' },
        { id: 'b', words: 'after a' },
        { id: 'c', words: 'of two' },
      ]);
      expect((await readSchemaHistory(hints.store)).conflicts).toEqual([]);
      expect((await rejection(hints.db.settleConflict(ofKey('{"id":"a"}'), 'kept'))).kind).toBe('not-found');
      const left =
        engine === 'sqlite'
          ? `SELECT name FROM sqlite_master WHERE name LIKE 'kept%'`
          : `SELECT relname FROM pg_class WHERE relname LIKE 'kept%'`;
      expect(await hints.rows(left)).toEqual([]);
    });

    test('a value that was changed on both sides, settled either way', async () => {
      const shout = await scene(
        ownStep({
          up: `UPDATE kb_entries SET author = upper(author);`,
          down: `UPDATE kb_entries SET author = lower(author);`,
          rewrites: [{ table: 'kb_entries', columns: ['author'] }],
        }),
      );
      await shout.run(`UPDATE kb_entries SET author = 'Mixed Case'`);
      await shout.down();
      await shout.run(`UPDATE kb_entries SET author = 'somebody else'`);
      expect(await shout.up()).toBe(2);
      const authors = () => shout.rows('SELECT author FROM kb_entries ORDER BY number');
      expect(await authors()).toEqual([{ author: 'SOMEBODY ELSE' }, { author: 'SOMEBODY ELSE' }]);
      const { conflicts } = await readSchemaHistory(shout.store);
      expect(conflicts).toMatchObject([
        {
          table: 'kb_entries',
          key: '{"number":1}',
          kept: '{"author":"Mixed Case"}',
          present: '{"author":"SOMEBODY ELSE"}',
        },
        {
          table: 'kb_entries',
          key: '{"number":2}',
          kept: '{"author":"Mixed Case"}',
          present: '{"author":"SOMEBODY ELSE"}',
        },
      ]);
      await shout.db.settleConflict(conflicts[0]?.id ?? 0, 'kept');
      await shout.db.settleConflict(conflicts[1]?.id ?? 0, 'present');
      expect(await authors()).toEqual([{ author: 'Mixed Case' }, { author: 'SOMEBODY ELSE' }]);
      expect(await changesByDownAndUp(shout)).toEqual([]);
    });

    test('rows that the step, edited while it was not applied, has no place for', async () => {
      const first = ownStep({
        up: 'CREATE TABLE jots (id TEXT PRIMARY KEY, size INTEGER, note TEXT);',
        down: 'DROP TABLE jots;',
      });
      const jots = await scene(first);
      await jots.run(
        `INSERT INTO jots VALUES ('a', 1, NULL), ('b', -1, NULL), ('c', 2, 'note'), ('d', 2, 'more')`,
      );
      await jots.down();
      const second = ownStep({
        up: 'CREATE TABLE jots (id TEXT PRIMARY KEY, size INTEGER CHECK (size > 0), extra TEXT);',
        down: 'DROP TABLE jots;',
      });
      const manager = new MigrationManager(jots.db, withReleased(second));
      const [result] = await manager.migrate();
      expect(result).toMatchObject({
        success: true,
        conflicts: 3,
        broughtBack: [{ version: '010-own', table: 'jots', rows: 1 }],
      });
      expect(await jots.rows('SELECT id, size, extra FROM jots ORDER BY id')).toEqual([
        { id: 'a', size: 1, extra: null },
        { id: 'c', size: 2, extra: null },
        { id: 'd', size: 2, extra: null },
      ]);
      const { conflicts } = await readSchemaHistory(jots.store);
      expect(conflicts.map(({ kept }) => JSON.parse(kept))).toEqual([
        { id: 'b', size: -1, note: null },
        { id: 'c', size: 2, note: 'note' },
        { id: 'd', size: 2, note: 'more' },
      ]);
      expect(conflicts[0]?.reason).toMatch(/does not take it: .*(?:CHECK|check)/);
      expect(conflicts[1]?.reason).toMatch(/no column note any more/);
    });
  });
});
