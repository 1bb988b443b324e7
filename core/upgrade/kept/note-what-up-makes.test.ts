import { describe, expect, test } from 'vitest';
import type { Migration } from '../../../migrations/migration.ts';
import { onEveryEngine } from '../../store/testing/on-every-engine.ts';
import { sampleEntry } from '../../store/testing/sample-entry.ts';
import { MigrationManager } from '../migration-manager.ts';
import { readAllRows } from '../testing/all-rows.ts';
import { ownStep, withReleased } from '../testing/own-step.ts';
import { changesByDownAndUp, makeScene, type Scene } from '../testing/scene.ts';

onEveryEngine((under) => {
  const scene = (...steps: readonly Migration[]): Promise<Scene> => makeScene(under, ...steps);

  describe('what the user had made of it counts, not what the step makes of it again', () => {
    test('a column of the entries, whether it is filled at first or not', async () => {
      const team = await scene(
        ownStep({
          up: `ALTER TABLE kb_entries ADD COLUMN team TEXT; ALTER TABLE kb_entries ADD COLUMN seen TEXT NOT NULL DEFAULT 'never';
            UPDATE kb_entries SET team = lower(category);`,
          down: 'ALTER TABLE kb_entries DROP COLUMN team; ALTER TABLE kb_entries DROP COLUMN seen;',
        }),
      );
      await team.run(`UPDATE kb_entries SET team = 'ops', seen = 'today' WHERE id = 'one'`);
      await team.run(`UPDATE kb_entries SET team = NULL WHERE id = 'two'`);
      expect(await changesByDownAndUp(team)).toEqual([]);
      await team.down();
      await team.db.updateEntry('one', { title: 'Edited below' });
      const added = await team.db.addEntry(sampleEntry({ category: 'New' }));
      expect(await team.up()).toBe(0);
      expect(await team.rows('SELECT title, team, seen FROM kb_entries ORDER BY number')).toEqual([
        { title: 'Edited below', team: 'ops', seen: 'today' },
        { title: 'Two', team: null, seen: 'never' },
        { title: sampleEntry().title, team: 'new', seen: 'never' },
      ]);
      expect(added).not.toBe('');
    });

    test('values that a step rewrites, also where its way back does not', async () => {
      const shout = await scene(
        ownStep({
          up: `UPDATE kb_entries SET category = upper(category);`,
          down: `SELECT 1;`,
        }),
      );
      await shout.run(`UPDATE kb_entries SET category = 'quiet' WHERE id = 'one'`);
      expect(await changesByDownAndUp(shout)).toEqual([]);
    });

    test('seeds that the user changed or removed', async () => {
      const seeds = await scene(
        ownStep({
          up: `
            CREATE TABLE shelves (id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, made_at TEXT DEFAULT CURRENT_TIMESTAMP);
            INSERT INTO shelves (id, name) VALUES ('a', 'A'), ('b', 'B'), ('c', 'C');`,
          down: 'DROP TABLE shelves;',
        }),
      );
      await seeds.run(`
        UPDATE shelves SET name = 'Renamed', made_at = 'before' WHERE id = 'a';
        DELETE FROM shelves WHERE id = 'b';
        INSERT INTO shelves (id, name) VALUES ('d', 'B');`);
      expect(await changesByDownAndUp(seeds)).toEqual([]);
      await seeds.run(`DELETE FROM shelves`);
      expect(await changesByDownAndUp(seeds)).toEqual([]);
    });

    test('rows that a step puts into a table of another and takes out again, if it says so', async () => {
      const extra = await scene(
        ownStep({
          up: `INSERT INTO kb_tags (entry_number, position, tag, tag_key) SELECT number, 99, 'Extra', 'extra' FROM kb_entries;`,
          down: `DELETE FROM kb_tags WHERE tag_key = 'extra';`,
          rewrites: [{ table: 'kb_tags', columns: ['tag'] }],
        }),
      );
      await extra.run(`UPDATE kb_tags SET tag = 'EXTRA' WHERE tag_key = 'extra' AND entry_number = 1`);
      await extra.run(`DELETE FROM kb_tags WHERE tag_key = 'extra' AND entry_number = 2`);
      const before = await readAllRows(extra.store);
      await extra.down();
      expect(await extra.rows(`SELECT * FROM kb_tags WHERE tag_key = 'extra'`)).toEqual([]);
      expect(await extra.up()).toBe(0);
      expect((await readAllRows(extra.store)).get('kb_tags')).toContainEqual(
        before.get('kb_tags')?.find((row) => row.includes('EXTRA')),
      );
    });

    test('a step that does not run twice can be undone all the same, and what it had comes back once it is mended', async () => {
      const once = ownStep({
        up: `CREATE TABLE shelves (id TEXT PRIMARY KEY); INSERT INTO kb_terms (term, entries) VALUES ('zebra', 1);`,
        down: 'DROP TABLE shelves;',
        rewrites: [{ table: 'kb_terms', columns: [] }],
      });
      const shelves = await scene(once);
      await shelves.run(`INSERT INTO shelves VALUES ('a')`);
      await shelves.down();
      const [failed] = await shelves.manager.migrate();
      expect(failed?.error?.message).toMatch(/kb_terms|unique/i);
      const mended = ownStep({
        up: 'CREATE TABLE shelves (id TEXT PRIMARY KEY);',
        down: 'DROP TABLE shelves;',
      });
      expect(await new MigrationManager(shelves.db, withReleased(mended)).migrate()).toMatchObject([
        { conflicts: 0 },
      ]);
      expect(await shelves.rows('SELECT * FROM shelves')).toEqual([{ id: 'a' }]);
    });
  });
});
