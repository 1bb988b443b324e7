import { describe, expect, test } from 'vitest';
import type { Migration } from '../../../migrations/migration.ts';
import { onEveryEngine } from '../../store/testing/on-every-engine.ts';
import { readAllRows } from '../testing/all-rows.ts';
import { ownStep } from '../testing/own-step.ts';
import { changesByDownAndUp, home, makeScene, type Scene } from '../testing/scene.ts';

onEveryEngine((under) => {
  const scene = (...steps: readonly Migration[]): Promise<Scene> => makeScene(under, ...steps);

  describe('a way back that would lose something for good is refused, and changes nothing', () => {
    test.each([
      [
        'changes values without saying so',
        `UPDATE kb_entries SET author = 'nobody'`,
        /changes author of the table kb_entries/,
      ],
      ['removes rows without saying so', `DELETE FROM kb_tags`, /removes rows of the table kb_tags/],
      [
        'adds rows',
        `INSERT INTO kb_terms (term, entries) VALUES ('zzz', 1)`,
        /adds rows to the table kb_terms/,
      ],
      ['removes entries by way of a reference', `DELETE FROM kb_entries WHERE id = 'one'`, /table kb_\w+/],
    ])('it %s', async (_name, down, message) => {
      const careless = await scene(
        ownStep({ up: 'CREATE TABLE own (id TEXT PRIMARY KEY);', down: `${down}; DROP TABLE own;` }),
      );
      const before = await readAllRows(careless.store);
      const [result] = await careless.manager.rollbackTo(home);
      expect(result).toMatchObject({ success: false, error: { kind: 'migration-failed' } });
      expect(result?.error?.message).toMatch(message);
      expect(await careless.manager.getCurrentVersion()).toBe('010-own');
      expect(await readAllRows(careless.store)).toEqual(before);
    });

    test('a column of a table without a key', async () => {
      const keyless = await scene(
        ownStep({ version: '010-a', up: 'CREATE TABLE jots (note TEXT);', down: 'DROP TABLE jots;' }),
        ownStep({
          version: '011-b',
          up: 'ALTER TABLE jots ADD COLUMN more TEXT;',
          down: 'ALTER TABLE jots DROP COLUMN more;',
        }),
      );
      const [result] = await keyless.manager.rollbackTo('010');
      expect(result?.error?.message).toMatch(/takes more from the table jots, which has no primary key/);
    });

    test('a table that is made anew with other values, but not one that is made anew with the same', async () => {
      const anew = (author: string): string => `
        CREATE TABLE copy (term TEXT NOT NULL PRIMARY KEY, entries INTEGER NOT NULL);
        INSERT INTO copy SELECT term, ${author} FROM kb_terms;
        DROP TABLE kb_terms;
        ALTER TABLE copy RENAME TO kb_terms;`;
      const same = await scene(ownStep({ up: 'SELECT 1;', down: anew('entries') }));
      expect(await changesByDownAndUp(same)).toEqual([]);
      const other = await scene(ownStep({ up: 'SELECT 1;', down: anew('entries + 1') }));
      const [result] = await other.manager.rollbackTo(home);
      expect(result?.error?.message).toMatch(/changes entries of the table kb_terms/);
    });
  });
});
