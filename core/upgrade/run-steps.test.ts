import { describe, expect, test } from 'vitest';
import { onEveryEngine } from '../store/testing/on-every-engine.ts';
import { MigrationManager } from './migration-manager.ts';
import { readSchemaHistory } from './schema-history.ts';
import { readAllRows } from './testing/all-rows.ts';
import { makeAt, shapeOf, type AtVersion } from './testing/at-version.ts';
import { ownStep, withReleased, type OwnStep } from './testing/own-step.ts';

const first = '001-mvp1-base';
const third = '003-mvp3-code-analysis';

onEveryEngine((under) => {
  const at = (version: string): Promise<AtVersion> => makeAt(under, version);

  describe('a step that fails takes all the others of its run back with it', () => {
    const good = ownStep({
      version: '010-good',
      up: 'CREATE TABLE good (id TEXT PRIMARY KEY);',
      down: 'DROP TABLE good;',
    });
    const failing: readonly (readonly [string, Pick<OwnStep, 'up' | 'validate'>, RegExp])[] = [
      [
        'its SQL is wrong',
        { up: 'CREATE TABLE fine (a TEXT); CREATE NONSENSE;' },
        /011-bad could not be applied.*NONSENSE/s,
      ],
      [
        'it validates itself and finds something',
        { up: 'SELECT 1;', validate: async () => ['The moon is missing.'] },
        /The moon is missing/,
      ],
      ['a value is not allowed', { up: `UPDATE kb_entries SET severity = 'unheard of';` }, /severity/],
      ['it removes rows', { up: `DELETE FROM kb_tags;` }, /kb_tags had 4 rows and would have 0/],
      [
        'a reference leads nowhere',
        {
          up: {
            sqlite: `CREATE TABLE refers (entry TEXT REFERENCES kb_entries (id) DEFERRABLE INITIALLY DEFERRED); INSERT INTO refers VALUES ('nobody');`,
            postgresql: `CREATE TABLE refers (entry TEXT COLLATE "C" REFERENCES kb_entries (id)); INSERT INTO refers VALUES ('nobody');`,
          },
        },
        /refers/,
      ],
    ];

    test.each(failing)('%s', async (_name, change, message) => {
      const { db } = await at(third);
      const store = await db.store();
      const bad = ownStep({ version: '011-bad', down: 'SELECT 1;', ...change });
      const manager = new MigrationManager(db, withReleased(good, bad));
      const before = await readAllRows(store);
      const shape = await shapeOf(db);
      const results = await manager.migrate();
      expect(results.map(({ version, success }) => [version.slice(0, 3), success])).toEqual([
        ['004', false],
        ['005', false],
        ['010', false],
        ['011', false],
      ]);
      expect(results[0]?.error?.message).toMatch(/^The step 004-mvp4-idz-integration was taken back/);
      expect(results[3]?.error).toMatchObject({
        kind: 'migration-failed',
        message: expect.stringMatching(message),
      });
      expect(results[3]?.error?.recovery).toMatch(/^Nothing was changed/);
      expect(await manager.getCurrentVersion()).toBe(third);
      expect(await readAllRows(store)).toEqual(before);
      expect(await shapeOf(db)).toEqual(shape);
      const [event] = (await readSchemaHistory(store)).events;
      expect(event).toMatchObject({
        version: '011-bad',
        outcome: 'failed',
        error: results[3]?.error?.message,
      });
      // What failed once may work the next time.
      expect(
        (await new MigrationManager(db, withReleased(good)).migrate()).every(({ success }) => success),
      ).toBe(true);
    });

    test('a trigger removes rows of another table', async () => {
      const { db } = await at(third);
      const store = await db.store();
      const sneaky = {
        sqlite: `CREATE TRIGGER sneaky AFTER UPDATE ON kb_entries BEGIN DELETE FROM kb_tags WHERE entry_number = NEW.number; END;
          UPDATE kb_entries SET author = 'x';`,
        postgresql: `CREATE FUNCTION sneak() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN DELETE FROM kb_tags WHERE entry_number = NEW.number; RETURN NEW; END $$;
          CREATE TRIGGER sneaky AFTER UPDATE ON kb_entries FOR EACH ROW EXECUTE FUNCTION sneak();
          UPDATE kb_entries SET author = 'x';`,
      };
      const before = await readAllRows(store);
      const results = await new MigrationManager(
        db,
        withReleased(ownStep({ up: sneaky, down: 'SELECT 1;' })),
      ).migrate();
      expect(results.at(-1)?.error?.message).toMatch(/kb_tags had 4 rows and would have 0/);
      expect(await readAllRows(store)).toEqual(before);
    });

    test('the caller is not content with the result', async () => {
      const { db, manager } = await at(third);
      const before = await readAllRows(await db.store());
      const results = await manager.migrate({ afterSteps: async () => ['The searches answer differently.'] });
      expect(results.at(-1)?.error?.message).toMatch(/taken back: The searches answer differently/);
      expect(await readAllRows(await db.store())).toEqual(before);
    });

    test('on the way down', async () => {
      const bad = ownStep({
        version: '010-bad',
        up: 'CREATE TABLE bad (a TEXT);',
        down: 'DROP TABLE worse;',
      });
      const { db } = await at(third);
      const manager = new MigrationManager(db, withReleased(bad));
      await manager.migrate();
      const before = await readAllRows(await db.store());
      const [result] = await manager.rollbackTo(first);
      expect(result?.error?.message).toMatch(/010-bad could not be undone.*worse/s);
      expect(await readAllRows(await db.store())).toEqual(before);
      expect((await readSchemaHistory(await db.store())).events[0]).toMatchObject({
        direction: 'down',
        outcome: 'failed',
      });
    });
  });
});
