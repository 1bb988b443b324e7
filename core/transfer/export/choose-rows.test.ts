import { expect, test } from 'vitest';
import { onEveryEngine } from '../../store/testing/on-every-engine.ts';
import { sampleEntry } from '../../store/testing/sample-entry.ts';
import { countsIn, entriesIn, itemsOf, rowsIn, run } from './testing/items.ts';

onEveryEngine(({ fresh }) => {
  test('a selection takes links, what they lead to, and what belongs to that', async () => {
    const db = await fresh();
    await db.addEntries([sampleEntry({ id: 'in', category: 'VSAM' }), sampleEntry({ id: 'out' })]);
    await db.updateEntry('in', { title: 'Again' });
    await run(
      db,
      `INSERT INTO incident_imports (id, file_name, sha256) VALUES ('used', 'f', '${'0'.repeat(64)}'), ('unused', 'f', '${'0'.repeat(64)}');
       INSERT INTO incidents (id, title, import_id) VALUES ('taken', 't', 'used'), ('left', 't', 'unused'), ('shared', 't', NULL);
       INSERT INTO incident_tags (incident_id, position, tag, tag_key) VALUES ('taken', 0, 'x', 'x'), ('left', 0, 'x', 'x');
       INSERT INTO kb_incident_links (kb_entry_id, incident_id) VALUES ('in', 'taken'), ('out', 'left'), ('out', 'taken'), ('in', 'shared'), ('out', 'shared');
       INSERT INTO patterns (id, kind, signature, label) VALUES ('pin', 'k', '1', 'l'), ('pout', 'k', '2', 'l');
       INSERT INTO kb_pattern_links (kb_entry_id, pattern_id) VALUES ('in', 'pin'), ('out', 'pout');
       INSERT INTO pattern_incidents (pattern_id, incident_id) VALUES ('pin', 'taken'), ('pin', 'left'), ('pout', 'taken');
       INSERT INTO code_files (id, file_path, file_type) VALUES ('cin', 'a', 'cobol'), ('cout', 'b', 'cobol');
       INSERT INTO code_symbols (id, code_file_id, parent_id, kind, name, name_key, line_start, line_end) VALUES
         (1, 'cout', NULL, 'k', 'n', 'n', 1, 1), (3, 'cin', NULL, 'k', 'root', 'n', 1, 1);
       INSERT INTO code_symbols (id, code_file_id, parent_id, kind, name, name_key, line_start, line_end) VALUES
         (2, 'cin', 3, 'k', 'child', 'n', 1, 1);
       INSERT INTO code_references (id, code_file_id, target_file_id, kind, name, name_key, line_start, line_end) VALUES
         (1, 'cin', 'cout', 'k', 'n', 'n', 1, 1), (2, 'cout', 'cin', 'k', 'n', 'n', 1, 1);
       INSERT INTO kb_code_links (id, kb_entry_id, code_file_id) VALUES (1, 'in', 'cin'), (2, 'out', 'cout');
       INSERT INTO analytics_events (kind, kb_entry_id) VALUES ('read', 'in');
       INSERT INTO projects (id, name) VALUES ('p', 'P')`,
    );
    const items = await itemsOf(db, { category: 'vsam' });
    expect(entriesIn(items)).toMatchObject([{ id: 'in', revisions: [{ revision: 1 }] }]);
    expect(entriesIn(items)[0]).not.toHaveProperty('number');
    expect(countsIn(items)).toEqual({
      entries: 1,
      revisions: 1,
      incident_imports: 1,
      incidents: 2,
      incident_tags: 1,
      patterns: 1,
      pattern_incidents: 1,
      kb_incident_links: 2,
      kb_pattern_links: 1,
      code_files: 1,
      code_symbols: 2,
      code_references: 1,
      kb_code_links: 1,
    });
    expect(rowsIn(items, 'incidents').map(({ id }) => id)).toEqual(['shared', 'taken']);
    expect(rowsIn(items, 'kb_incident_links')).toMatchObject([
      { kb_entry_id: 'in', incident_id: 'shared' },
      { kb_entry_id: 'in', incident_id: 'taken' },
    ]);
    expect(rowsIn(items, 'pattern_incidents')).toMatchObject([{ pattern_id: 'pin', incident_id: 'taken' }]);
    expect(rowsIn(items, 'code_symbols').map(({ name }) => name)).toEqual(['child', 'root']);
    expect(rowsIn(items, 'code_references')).toMatchObject([{ code_file_id: 'cin', target_file_id: 'cout' }]);
    const tables = Object.keys(countsIn(items) ?? {}).slice(2);
    expect([...new Set(items.flatMap((item) => (item.kind === 'row' ? [item.table] : [])))]).toEqual(tables);
  });

  test('rows of a custom table go with the entries that they belong to, whatever its key', async () => {
    const db = await fresh();
    await db.addEntries([sampleEntry({ id: 'in', category: 'VSAM' }), sampleEntry({ id: 'out' })]);
    await run(
      db,
      `CREATE TABLE shift_rooms (site TEXT, room TEXT, UNIQUE (site, room));
       CREATE TABLE shift_notes (entry_id TEXT REFERENCES kb_entries (id) ON DELETE CASCADE, site TEXT, room TEXT, note TEXT,
         FOREIGN KEY (site, room) REFERENCES shift_rooms (site, room));
       INSERT INTO shift_rooms VALUES ('a', '1'), ('a', '2'), ('b', '1');
       INSERT INTO shift_notes VALUES ('in', 'a', '2', 'n'), ('in', NULL, NULL, 'm'), ('out', 'b', '1', 'n'), (NULL, 'a', '1', 'n')`,
    );
    const items = await itemsOf(db, { ids: ['in'] });
    expect(rowsIn(items, 'shift_notes').map(({ note }) => note)).toEqual(['m', 'n']);
    expect(rowsIn(items, 'shift_rooms')).toEqual([{ site: 'a', room: '2' }]);
  });
});
