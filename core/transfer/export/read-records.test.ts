import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { KnowledgeDB } from '../../store/knowledge-db.ts';
import { inSnapshot } from '../../store/snapshot.ts';
import { onEveryEngine } from '../../store/testing/on-every-engine.ts';
import { sampleEntry } from '../../store/testing/sample-entry.ts';
import { readRecords } from './read-records.ts';
import { countsIn, entriesIn, itemsOf, rowsIn, run } from './testing/items.ts';

onEveryEngine(({ engine, fresh }) => {
  test('records come in a fixed order with fixed keys, history and numbers included', async () => {
    const db = await fresh();
    await db.addEntries([
      sampleEntry({ id: 'ﬀ', tags: ['z', 'A', 'é'], metadata: { b: 1, a: [null, { x: '\u2028' }] } }),
      sampleEntry({ id: 'B', title: 'first' }),
      sampleEntry({ id: '😀' }),
      sampleEntry({ id: 'a', archived: true }),
    ]);
    await db.updateEntry('B', { title: 'second', tags: ['new'] }, { actor: 'eva' });
    await db.updateEntry('B', { title: 'third' }, { actor: 'max' });
    const items = await itemsOf(db);
    const entries = entriesIn(items);
    expect(entries.map(({ id }) => id)).toEqual(['B', 'a', 'ﬀ', '😀']);
    expect(Object.keys(entries[0] ?? {})).toEqual([
      'id',
      'title',
      'problem',
      'solution',
      'category',
      'severity',
      'tags',
      'archived',
      'createdAt',
      'updatedAt',
      'author',
      'metadata',
      'revision',
      'number',
      'revisions',
    ]);
    expect(entries[0]).toMatchObject({
      title: 'third',
      tags: ['new'],
      revision: 3,
      number: 2,
      revisions: [
        { revision: 1, replacedBy: 'eva', entry: { title: 'first', tags: ['cobol', 'payroll'] } },
        { revision: 2, replacedBy: 'max', entry: { title: 'second' } },
      ],
    });
    expect(entries[1]).toMatchObject({ archived: true });
    expect(entries[2]).toMatchObject({ tags: ['z', 'A', 'é'] });
    expect(JSON.stringify(entries[2]?.['metadata'])).toBe('{"b":1,"a":[null,{"x":"\u2028"}]}');
    expect(entries[2]).not.toHaveProperty('revisions');
    expect(items[0]).toMatchObject({
      kind: 'header',
      schemaVersion: '005-mvp5-enterprise-intelligence',
      settings: null,
      counts: { entries: 4, revisions: 2, incidents: 0, audit_log: 0 },
    });
    expect(items.slice(1, -1)).toMatchObject(entries.map((_, index) => ({ record: index + 1 })));
  });

  test('the end tells the checksum of the records', async () => {
    const db = await fresh();
    await db.addEntries([sampleEntry({ id: 'one' }), sampleEntry({ id: 'two' })]);
    await run(db, `INSERT INTO projects (id, name) VALUES ('p', 'Payroll')`);
    const items = await itemsOf(db);
    const hash = createHash('sha256');
    for (const item of items) {
      if (item.kind === 'entry') hash.update(`${JSON.stringify(item.raw)}\n`);
      if (item.kind === 'row') hash.update(`${item.table}\t${JSON.stringify(item.row)}\n`);
    }
    expect(items.at(-1)).toEqual({ kind: 'end', stated: null, found: hash.digest('hex') });
  });

  test('rows hold every value as it is', async () => {
    const db = await fresh();
    await run(
      db,
      engine === 'sqlite'
        ? `CREATE TABLE odd (id TEXT PRIMARY KEY, big INTEGER, real_value REAL, bytes BLOB, flag INTEGER, day TEXT) STRICT;
           INSERT INTO odd VALUES ('a', 9007199254740993, 9e999, x'00ff', 1, '2026-01-31'), ('B', 42, -9e999, NULL, 0, NULL)`
        : `CREATE TABLE odd (id TEXT PRIMARY KEY, big BIGINT, real_value DOUBLE PRECISION, bytes BYTEA, flag BOOLEAN, day DATE);
           INSERT INTO odd VALUES ('a', 9007199254740993, 'Infinity', '\\x00ff', true, '2026-01-31'), ('B', 42, '-Infinity', NULL, false, NULL)`,
    );
    expect(rowsIn(await itemsOf(db), 'odd')).toEqual([
      { id: 'B', big: 42, real_value: { real: '-Infinity' }, bytes: null, flag: 0, day: null },
      {
        id: 'a',
        big: { integer: '9007199254740993' },
        real_value: { real: 'Infinity' },
        bytes: { base64: 'AP8=' },
        flag: 1,
        day: '2026-01-31',
      },
    ]);
  });

  test('tables without a key are in the order of what they hold', async () => {
    const db = await fresh();
    await run(
      db,
      `CREATE TABLE notes (day TEXT, site TEXT, config JSON);
       INSERT INTO notes VALUES ('2', 'b', '{"z": 1}'), ('1', 'z', NULL), ('2', NULL, NULL), ('1', 'B', NULL), ('1', 'a', NULL)`,
    );
    expect(rowsIn(await itemsOf(db), 'notes')).toEqual([
      { day: '1', site: 'B', config: null },
      { day: '1', site: 'a', config: null },
      { day: '1', site: 'z', config: null },
      { day: '2', site: null, config: null },
      { day: '2', site: 'b', config: '{"z": 1}' },
    ]);
  });

  test('more rows than are held at a time all come', async () => {
    const db = await fresh();
    await db.addEntries(
      Array.from({ length: 2_300 }, (_, index) => sampleEntry({ id: `e${String(index).padStart(5, '0')}` })),
    );
    await run(
      db,
      `INSERT INTO kb_revisions (entry_number, revision, snapshot, replaced_by, replaced_at)
         SELECT number, 1, '{"title":"old"}', 'x', '2026' FROM kb_entries WHERE number % 3 = 0;
       INSERT INTO analytics_events (kind, kb_entry_id) SELECT 'read', id FROM kb_entries`,
    );
    const items = await itemsOf(db);
    expect(countsIn(items)).toMatchObject({ entries: 2_300, revisions: 766, analytics_events: 2_300 });
    const entries = entriesIn(items);
    expect(new Set(entries.map(({ id }) => id)).size).toBe(2_300);
    expect(entries.every(({ tags }) => Array.isArray(tags) && tags.length === 2)).toBe(true);
    expect(entries.filter(({ revisions }) => revisions !== undefined)).toHaveLength(766);
    expect(rowsIn(items, 'analytics_events')).toHaveLength(2_300);
    const chosen = await itemsOf(db, { since: '2000' });
    expect(entriesIn(chosen)).toHaveLength(2_300);
    expect(countsIn(chosen)).toEqual({ entries: 2_300, revisions: 766 });
  });

  test('long histories are read whole', async () => {
    const db = await fresh();
    await db.addEntries([sampleEntry({ id: 'a' }), sampleEntry({ id: 'b' }), sampleEntry({ id: 'c' })]);
    const long = engine === 'sqlite' ? `hex(zeroblob(1500000))` : `repeat('00', 1500000)`;
    await run(
      db,
      `INSERT INTO kb_revisions (entry_number, revision, snapshot, replaced_by, replaced_at)
         SELECT e.number, n.number, '{"title":"' || ${long} || '"}', 'x', '2026' FROM kb_entries e, kb_entries n WHERE e.id <> 'b'`,
    );
    const items = await itemsOf(db);
    expect(countsIn(items)).toMatchObject({ revisions: 6, kb_revisions: 4 });
    expect(
      entriesIn(items).map(({ id, revisions }) => [id, Array.isArray(revisions) ? revisions.length : 0]),
    ).toEqual([
      ['a', 1],
      ['b', 0],
      ['c', 1],
    ]);
    const rows = rowsIn(items, 'kb_revisions') as readonly Readonly<Record<string, unknown>>[];
    expect(rows.map((row) => [row['entry_id'], row['revision']])).toEqual([
      ['a', 1],
      ['a', 2],
      ['c', 1],
      ['c', 2],
    ]);
  });

  test('what is written meanwhile is not in it', async () => {
    const db = await fresh();
    await db.addEntries(Array.from({ length: 1_200 }, () => sampleEntry()));
    const store = await db.store();
    const other = store.engine === 'sqlite' ? await KnowledgeDB.open(store.path) : db;
    const found = await inSnapshot(store, async (inside) => {
      let count = 0;
      for await (const items of readRecords(inside, undefined)) {
        await other.addEntry(sampleEntry());
        count += entriesIn(items).length;
      }
      return count;
    });
    expect(found).toBe(1_200);
    expect((await other.getStats()).totalEntries).toBeGreaterThan(1_200);
    await other.close();
  });
});
