import { describe, expect, test } from 'vitest';
import { migrations } from './index.ts';
import { addEntry, count, upTo } from './testing/fill.ts';
import { onEmptyDatabases, type EmptyDatabase } from './testing/on-empty-databases.ts';

const hash = (digit: string): string => digit.repeat(64);

test('versions are numbered without a gap, and each is one word for a file name', () => {
  expect(migrations.map(({ version }) => Number(version.slice(0, 3)))).toEqual(
    migrations.map((_, index) => index + 1),
  );
  for (const { version } of migrations) expect(version).toMatch(/^\d{3}-[a-z0-9]+(-[a-z0-9]+)*$/);
});

onEmptyDatabases((engine, empty) => {
  test('each step does what it validates, and its `down` leaves the schema that was there before', async () => {
    const db = await empty();
    const before: (readonly string[])[] = [];
    for (const { version, up, validate } of migrations) {
      before.push(await db.schema());
      expect(await validate(db.probe)).not.toEqual([]);
      await db.run(up);
      expect({ version, problems: await validate(db.probe) }).toEqual({ version, problems: [] });
    }
    for (const { version, down } of migrations.toReversed()) {
      await db.run(down);
      expect({ version, schema: await db.schema() }).toEqual({ version, schema: before.pop() });
    }
  });

  test('every column that points to another table is the beginning of an index', async () => {
    const db = await empty();
    await upTo(db, '005');
    const unindexed =
      engine === 'sqlite'
        ? `SELECT m.name || '.' || f."from" AS name FROM sqlite_master m, pragma_foreign_key_list(m.name) f
           WHERE m.type = 'table' AND NOT EXISTS (
             SELECT 1 FROM pragma_index_list(m.name) i, pragma_index_info(i.name) c WHERE c.seqno = 0 AND c.name = f."from")
             AND NOT EXISTS (SELECT 1 FROM pragma_table_info(m.name) p WHERE p.pk = 1 AND p.name = f."from")`
        : `SELECT concat(f.conrelid::regclass, '.', f.conname) AS name FROM pg_constraint f
           WHERE f.contype = 'f' AND NOT EXISTS (
             SELECT 1 FROM pg_index i WHERE i.indrelid = f.conrelid AND i.indkey[0] = f.conkey[1])`;
    expect(await db.rows(unindexed)).toEqual([]);
  });

  describe('at 005', () => {
    const incident = (id: string, status = 'open', severity = 'low') =>
      `INSERT INTO incidents (id, source, external_id, title, category, category_key, severity, status, opened_at, created_at, updated_at)
       VALUES ('${id}', 'tickets', 'INC-${id}', 't', 'C', 'c', '${severity}', '${status}', 't', 't', 't')`;
    const incidentLink = (entry: string, incidentId: string) =>
      `INSERT INTO kb_incident_links (kb_entry_id, incident_id, created_at, created_by) VALUES ('${entry}', '${incidentId}', 't', 'a')`;
    const codeFile = (id: string, type = 'cobol') =>
      `INSERT INTO code_files (id, file_path, file_type, name, name_key, content, checksum, size_bytes, line_count, imported_at)
       VALUES ('${id}', '/src/${id}', '${type}', 'N', 'n', '', '${hash('a')}', 0, 0, 't')`;
    const codeLink = (id: number, entry: string, lines: string, confidence = 1) =>
      `INSERT INTO kb_code_links (id, kb_entry_id, code_file_id, line_start, line_end, confidence, created_at, created_by)
       VALUES (${id}, '${entry}', 'f', ${lines}, ${confidence}, 't', 'a')`;
    const pattern = (id: string, firstSeen: string, lastSeen: string) =>
      `INSERT INTO patterns (id, kind, signature, label, confidence, severity, first_seen, last_seen, detected_at, updated_at)
       VALUES ('${id}', 'recurring', '${id}', 'l', 0.5, 'high', '${firstSeen}', '${lastSeen}', 't', 't')`;
    const alert = (id: string, columns = 'status', values = `'open'`) =>
      `INSERT INTO alerts (id, pattern_id, kind, severity, title, subject, raised_at, ${columns})
       VALUES ('${id}', 'p', 'burst', 'high', 't', 'S0C7', 't', ${values})`;
    const user = (id: string, role = 'viewer') =>
      `INSERT INTO users (id, username, role, created_at, updated_at) VALUES ('${id}', '${id}', '${role}', 't', 't')`;
    const audit = (previous: string, own: string, userId = 'u') =>
      `INSERT INTO audit_log (user_id, actor, action, timestamp, previous_hash, hash) VALUES ('${userId}', 'a', 'login', 't', '${hash(previous)}', '${hash(own)}')`;
    const model = (id: string, version: number, active: 0 | 1) =>
      `INSERT INTO models (id, kind, version, parameters, trained_on, trained_at, trained_by, active) VALUES ('${id}', 'resolution', ${version}, '{}', 1, 't', 'a', ${active})`;
    const suggestion = `INSERT INTO resolution_suggestions (id, incident_id, kb_entry_id, model_id, query, position, confidence, suggested_at, suggested_to)
      VALUES ('s', 'i', 'e', 'm', 'S0C7', 1, 0.9, 't', 'a')`;

    test('the columns that the migration guide names are enough to write a row', async () => {
      const db = await empty();
      await upTo(db, '005');
      await addEntry(db, 'e');
      for (const statement of [
        `INSERT INTO code_files (id, file_path, file_type) VALUES ('f', '/src/f.cbl', 'cobol')`,
        `INSERT INTO kb_code_links (kb_entry_id, code_file_id, line_start, line_end) VALUES ('e', 'f', 1, 2)`,
        `INSERT INTO projects (id, name) VALUES ('p', 'Payroll')`,
        `INSERT INTO project_files (id, project_id, relative_path) VALUES ('pf', 'p', 'src/f.cbl')`,
        `INSERT INTO templates (id, name) VALUES ('t', 'Batch job')`,
        `INSERT INTO users (id, username, email) VALUES ('u', 'ann', 'ann@example.net')`,
        `INSERT INTO audit_log (user_id, action, resource_type, resource_id) VALUES ('u', 'login', 'user', 'u')`,
        `INSERT INTO incidents (id, title) VALUES ('i', 'S0C7 in PAYR0100')`,
      ]) {
        await db.run(statement);
      }
      const [link] = await db.rows<{ created_at: string }>('SELECT created_at FROM kb_code_links');
      expect(link?.created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    });

    async function furnished(): Promise<EmptyDatabase> {
      const db = await empty();
      await upTo(db, '005');
      await addEntry(db, 'e');
      for (const statement of [
        incident('i'),
        incidentLink('e', 'i'),
        codeFile('f'),
        codeLink(1, 'e', '3, 9'),
        pattern('p', 't1', 't2'),
        `INSERT INTO pattern_incidents (pattern_id, incident_id) VALUES ('p', 'i')`,
        `INSERT INTO kb_pattern_links (kb_entry_id, pattern_id, created_at, created_by) VALUES ('e', 'p', 't', 'a')`,
        alert('a'),
        user('u'),
        audit('0', '1'),
        model('m', 1, 1),
        suggestion,
        `INSERT INTO projects (id, name, created_at, updated_at) VALUES ('p', 'Payroll', 't', 't')`,
        `INSERT INTO project_files (id, project_id, code_file_id, relative_path, file_type, checksum, size_bytes, last_modified)
         VALUES ('f', 'p', 'f', 'a.cbl', 'cobol', '${hash('a')}', 0, 't')`,
        `INSERT INTO project_findings (project_id, project_file_id, rule, severity, line, message, found_at) VALUES ('p', 'f', 'r', 'error', 1, 'm', 't')`,
        `INSERT INTO analytics_events (kind, at, actor, kb_entry_id) VALUES ('read', 't', 'a', 'e')`,
      ]) {
        await db.run(statement);
      }
      return db;
    }

    test('what makes no sense is refused', async () => {
      const db = await furnished();
      for (const wrong of [
        incident('j', 'sleeping'),
        incident('j', 'open', 'awful'),
        incident('i'),
        incident('j').replace('INC-j', 'INC-i'),
        incidentLink('nobody', 'i'),
        incidentLink('e', 'nothing'),
        codeFile('g', 'java'),
        codeFile('f'),
        codeLink(2, 'nobody', '1, 2'),
        codeLink(2, 'e', '3, 9'),
        codeLink(2, 'e', '0, 2'),
        codeLink(2, 'e', '9, 3'),
        codeLink(2, 'e', '1, NULL'),
        codeLink(2, 'e', '1, 2', 1.5),
        pattern('q', 't2', 't1'),
        alert('b'),
        alert('b', 'status', `'acknowledged'`).replace('S0C7', 'S0C4'),
        alert('b', 'status, acknowledged_at, acknowledged_by', `'resolved', 't', 'a'`).replace(
          'S0C7',
          'S0C4',
        ),
        user('v', 'root'),
        user('U'),
        audit('0', '2'),
        audit('1', '1'),
        audit('1', '2', 'nobody'),
        `UPDATE audit_log SET actor = 'b'`,
        `DELETE FROM audit_log`,
        `DELETE FROM users`,
        model('n', 1, 0),
        model('n', 2, 1),
        `UPDATE incidents SET source_row = 'no JSON'`,
        `UPDATE incidents SET title = ''`,
        `UPDATE projects SET status = 'lost'`,
        `UPDATE project_findings SET project_file_id = NULL`,
        `UPDATE models SET active = 2`,
      ]) {
        const refusal = await db.run(wrong).then(
          () => 'It was taken.',
          (reason: unknown) => String(reason),
        );
        expect({ wrong, refusal }).toMatchObject({
          refusal: expect.stringMatching(/constraint|only ever added/i),
        });
      }
    });

    test('what makes sense is taken', async () => {
      const db = await furnished();
      for (const right of [
        codeLink(3, 'e', 'NULL, NULL'),
        codeLink(4, 'e', '10, 20'),
        alert('b', 'status, acknowledged_at, acknowledged_by, resolved_at', `'resolved', 't', 'a', 't'`),
        `UPDATE alerts SET status = 'acknowledged', acknowledged_at = 't', acknowledged_by = 'a' WHERE id = 'a'`,
        `INSERT INTO incidents (id, title, category, category_key, severity, opened_at, created_at, updated_at)
         VALUES ('x', 't', 'C', 'c', 'low', 't', 't', 't'), ('y', 't', 'C', 'c', 'low', 't', 't', 't')`,
        user('v', 'admin'),
        audit('1', '2'),
        model('n', 2, 0),
      ]) {
        await db.run(right);
      }
      await expect(db.run(codeLink(5, 'e', 'NULL, NULL'))).rejects.toThrow(/constraint/i);
    });

    test('an entry that goes takes its links along and leaves the history of what was done', async () => {
      const db = await furnished();
      await db.run(`DELETE FROM kb_entries WHERE id = 'e'`);
      for (const table of ['kb_incident_links', 'kb_code_links', 'kb_pattern_links']) {
        expect({ table, rows: await count(db, table) }).toEqual({ table, rows: 0 });
      }
      expect(await db.rows('SELECT kb_entry_id, query FROM resolution_suggestions')).toEqual([
        { kb_entry_id: null, query: 'S0C7' },
      ]);
      expect(await db.rows('SELECT kb_entry_id, kind FROM analytics_events')).toEqual([
        { kb_entry_id: null, kind: 'read' },
      ]);
      expect(await count(db, 'incidents')).toBe(1);
    });

    test('so do an incident, a pattern, a file, a project and a model', async () => {
      const db = await furnished();
      await db.run(`DELETE FROM incidents`);
      await db.run(`DELETE FROM patterns`);
      await db.run(`DELETE FROM models`);
      await db.run(`DELETE FROM code_files`);
      expect(await db.rows('SELECT pattern_id FROM alerts')).toEqual([{ pattern_id: null }]);
      expect(await db.rows('SELECT incident_id, model_id FROM resolution_suggestions')).toEqual([
        { incident_id: null, model_id: null },
      ]);
      expect(await db.rows('SELECT code_file_id FROM project_files')).toEqual([{ code_file_id: null }]);
      await db.run(`DELETE FROM projects`);
      for (const table of [
        'kb_incident_links',
        'pattern_incidents',
        'kb_pattern_links',
        'kb_code_links',
        'project_files',
        'project_findings',
      ]) {
        expect({ table, rows: await count(db, table) }).toEqual({ table, rows: 0 });
      }
      expect(await count(db, 'kb_entries')).toBe(1);
    });
  });
});
