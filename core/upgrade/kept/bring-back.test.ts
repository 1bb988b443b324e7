import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { Migration } from '../../../migrations/migration.ts';
import { KnowledgeDB } from '../../store/knowledge-db.ts';
import { onEveryEngine } from '../../store/testing/on-every-engine.ts';
import { MigrationManager } from '../migration-manager.ts';
import { runScript } from '../schema-access.ts';
import { ownStep, withReleased } from '../testing/own-step.ts';
import { changesByDownAndUp, home, makeScene, type Scene } from '../testing/scene.ts';

onEveryEngine((under) => {
  const { engine } = under;
  const scene = (...steps: readonly Migration[]): Promise<Scene> => makeScene(under, ...steps);
  const number =
    engine === 'sqlite'
      ? 'INTEGER PRIMARY KEY AUTOINCREMENT'
      : 'BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY';
  const bytes = engine === 'sqlite' ? 'BLOB' : 'BYTEA';
  const someBytes = engine === 'sqlite' ? `x'00ff27'` : String.raw`'\x00ff27'`;

  describe('what vanishes comes back as it was', () => {
    test('numbers beyond 2^53, bytes, empty values, odd names, generated columns, counters and a key of several columns', async () => {
      const all = await scene(
        ownStep({
          up: `
            CREATE TABLE "Odd ""name"" ä" (
              "select" ${number},
              "big one" BIGINT,
              data ${bytes},
              note TEXT,
              "kept_number" TEXT,
              doubled BIGINT GENERATED ALWAYS AS ("big one" * 2) STORED
            );
            CREATE INDEX odd_by_note ON "Odd ""name"" ä" (note);
            CREATE TABLE pairs (b TEXT, a TEXT, value DOUBLE PRECISION, PRIMARY KEY (a, b));
            CREATE TABLE keyless (a TEXT, b INTEGER);`,
          down: `DROP TABLE keyless; DROP TABLE pairs; DROP TABLE "Odd ""name"" ä";`,
        }),
      );
      await all.run(`
        INSERT INTO "Odd ""name"" ä" ("big one", data, note, "kept_number") VALUES
          (4611686018427387903, ${someBytes}, NULL, 'mine'), (-4611686018427387903, NULL, '', NULL), (NULL, NULL, 'x', '');
        DELETE FROM "Odd ""name"" ä" WHERE note = 'x';
        INSERT INTO pairs VALUES ('1', '2', 0.1), ('2', '1', 5e-324), ('1', '1', NULL);
        INSERT INTO keyless VALUES ('a', 1), ('a', 1), (NULL, NULL), ('b', 2);`);
      expect(await changesByDownAndUp(all)).toEqual([]);
      await all.run(`INSERT INTO "Odd ""name"" ä" (note) VALUES ('next')`);
      expect(await all.rows(`SELECT "select" AS number FROM "Odd ""name"" ä" WHERE note = 'next'`)).toEqual([
        { number: 4 },
      ]);
    });

    test('rows that point to each other, to themselves and to entries', async () => {
      const trees = await scene(
        ownStep({
          up: {
            sqlite: `
              CREATE TABLE leaves (id TEXT PRIMARY KEY, tree TEXT REFERENCES trees (id) ON DELETE CASCADE);
              CREATE TABLE trees (id TEXT PRIMARY KEY, parent TEXT REFERENCES trees (id) ON DELETE CASCADE,
                best TEXT REFERENCES leaves (id) ON DELETE SET NULL, entry TEXT REFERENCES kb_entries (id) ON DELETE CASCADE);`,
            postgresql: `
              CREATE TABLE leaves (id TEXT PRIMARY KEY, tree TEXT);
              CREATE TABLE trees (id TEXT PRIMARY KEY, parent TEXT REFERENCES trees (id) ON DELETE CASCADE,
                best TEXT REFERENCES leaves (id) ON DELETE SET NULL, entry TEXT COLLATE "C" REFERENCES kb_entries (id) ON DELETE CASCADE);
              ALTER TABLE leaves ADD FOREIGN KEY (tree) REFERENCES trees (id) ON DELETE CASCADE;`,
          },
          down: {
            // SQLite drops no table that points to one which is not there.
            sqlite:
              'DROP TABLE leaves; CREATE TABLE leaves (id TEXT PRIMARY KEY); DROP TABLE trees; DROP TABLE leaves;',
            postgresql: 'DROP TABLE leaves CASCADE; DROP TABLE trees;',
          },
        }),
      );
      await trees.run(`
        INSERT INTO leaves VALUES ('n', NULL);
        INSERT INTO trees (id, parent, entry) VALUES ('z', NULL, 'one'), ('a', 'z', NULL), ('b', 'a', 'two');
        INSERT INTO leaves VALUES ('l', 'b'), ('m', NULL);
        UPDATE trees SET best = 'l' WHERE id = 'z';
        UPDATE trees SET parent = 'b' WHERE id = 'z';`);
      expect(await changesByDownAndUp(trees)).toEqual([]);
    });

    test('without a trigger noticing, and with the trigger there afterwards', async () => {
      const stamped = {
        sqlite: `CREATE TRIGGER jots_stamp AFTER INSERT ON jots BEGIN UPDATE jots SET note = note || '!' WHERE id = NEW.id; END;`,
        postgresql: `CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.note = NEW.note || '!'; RETURN NEW; END $$;
          CREATE TRIGGER jots_stamp BEFORE INSERT ON jots FOR EACH ROW EXECUTE FUNCTION stamp();`,
      };
      const make = 'CREATE TABLE jots (id TEXT PRIMARY KEY, note TEXT);';
      const jots = await scene(
        ownStep({
          up: { sqlite: make + stamped.sqlite, postgresql: make + stamped.postgresql },
          down: { sqlite: 'DROP TABLE jots;', postgresql: 'DROP TABLE jots; DROP FUNCTION stamp();' },
        }),
      );
      await jots.run(`INSERT INTO jots VALUES ('a', 'first')`);
      expect(await changesByDownAndUp(jots)).toEqual([]);
      await jots.run(`INSERT INTO jots VALUES ('b', 'second')`);
      expect(await jots.rows('SELECT note FROM jots ORDER BY id')).toEqual([
        { note: 'first!' },
        { note: 'second!' },
      ]);
    });

    test('through a table and a column that are only named otherwise at the older version', async () => {
      const renamed = await scene(
        ownStep({
          version: '010-notes',
          up: 'CREATE TABLE remarks (id TEXT PRIMARY KEY, body TEXT);',
          down: 'DROP TABLE remarks;',
        }),
        ownStep({
          version: '011-rename',
          up: 'ALTER TABLE remarks RENAME TO notes; ALTER TABLE notes RENAME COLUMN body TO words;',
          down: 'ALTER TABLE notes RENAME COLUMN words TO body; ALTER TABLE notes RENAME TO remarks;',
        }),
      );
      await renamed.run(`INSERT INTO notes VALUES ('a', 'one'), ('b', 'two'), ('c', 'three')`);
      expect(await changesByDownAndUp(renamed)).toEqual([]);
      await renamed.manager.rollbackTo('010');
      await renamed.run(
        `UPDATE remarks SET body = 'edited' WHERE id = 'a'; DELETE FROM remarks WHERE id = 'b'; INSERT INTO remarks VALUES ('d', 'new');`,
      );
      expect(await renamed.up()).toBe(0);
      expect(await renamed.rows('SELECT * FROM notes ORDER BY id')).toEqual([
        { id: 'a', words: 'edited' },
        { id: 'c', words: 'three' },
        { id: 'd', words: 'new' },
      ]);
    });
  });
});

test('an FTS5 index over a table finds its rows again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'abendbook-'));
  const db = await KnowledgeDB.open(join(folder, 'knowledge.db'));
  try {
    const step = ownStep({
      up: `CREATE TABLE memos (id INTEGER PRIMARY KEY, words TEXT);
        CREATE VIRTUAL TABLE memo_search USING fts5 (words, content = 'memos', content_rowid = 'id');
        CREATE TRIGGER memos_add AFTER INSERT ON memos BEGIN INSERT INTO memo_search (rowid, words) VALUES (NEW.id, NEW.words); END;`,
      down: 'DROP TABLE memo_search; DROP TABLE memos;',
    });
    const manager = new MigrationManager(db, withReleased(step));
    await manager.migrate();
    const store = await db.store();
    await runScript(store, store.db, `INSERT INTO memos VALUES (7, 'wombats at night'), (9, 'nothing')`);
    await manager.rollbackTo(home);
    expect(await manager.migrate()).toMatchObject([{ success: true, conflicts: 0 }]);
    const { rows } = await sql`select rowid as id from memo_search where memo_search match 'wombats'`.execute(
      store.db,
    );
    expect(rows).toEqual([{ id: 7 }]);
  } finally {
    await db.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
