import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { KnowledgeDB } from '../../store/knowledge-db.ts';
import { onEveryEngine } from '../../store/testing/on-every-engine.ts';
import type { ImportReport } from '../transfer-types.ts';
import { ImportFolder, record, type LooseRecord } from './testing/bring-in.ts';

const folder = new ImportFolder();
const [monday, tuesday] = ['2026-01-05T12:00:00.000Z', '2026-01-06T12:00:00.000Z'];

type Tables = Readonly<Record<string, readonly LooseRecord[]>>;

const incident = (id: string, change: LooseRecord = {}): LooseRecord => ({
  id,
  source: 'tickets',
  external_id: `INC-${id}`,
  title: 'Job ended',
  opened_at: monday,
  created_at: monday,
  updated_at: monday,
  ...change,
});
const codeFile = (id: string): LooseRecord => ({
  id,
  file_path: `/src/${id}`,
  file_type: 'cobol',
  imported_at: monday,
});
const symbol = (id: number, name: string, parent: number | null = null): LooseRecord => ({
  id,
  code_file_id: 'f',
  parent_id: parent,
  kind: 'paragraph',
  name,
  name_key: name.toLowerCase(),
  line_start: 1,
  line_end: 2,
});
const event = (id: number, kind: string, change: LooseRecord = {}): LooseRecord => ({
  id,
  kind,
  at: monday,
  ...change,
});
const link = (entry: string, incidentId: string): LooseRecord => ({
  kb_entry_id: entry,
  incident_id: incidentId,
  created_at: monday,
});

function counts({ tables }: ImportReport) {
  return Object.fromEntries(
    tables.map(({ table, added, updated, unchanged, rejected }) => [
      table,
      [added, updated, unchanged, rejected],
    ]),
  );
}

async function rows(db: KnowledgeDB, query: string): Promise<readonly unknown[]> {
  return (await sql.raw(query).execute((await db.store()).db)).rows;
}

onEveryEngine(({ engine, fresh }) => {
  const bring = (
    db: KnowledgeDB,
    tables: Tables,
    entries: readonly LooseRecord[] = [],
  ): Promise<ImportReport> => db.importFrom({ path: folder.exported(entries, tables) });

  describe('rows with keys of their own', () => {
    test('are added, left alone where nothing is new, and changed where theirs is later', async () => {
      const db = await fresh();
      expect(counts(await bring(db, { incidents: [incident('a'), incident('b'), incident('c')] }))).toEqual({
        incidents: [3, 0, 0, 0],
      });
      const report = await bring(db, {
        incidents: [
          incident('a'),
          incident('b', { title: 'Later', updated_at: tuesday }),
          incident('c', { title: 'As late', updated_at: monday }),
        ],
      });
      expect(counts(report)).toEqual({ incidents: [0, 1, 2, 0] });
      expect(report.warnings).toContainEqual(expect.stringMatching(/^1 rows of incidents differ/));
      expect(await rows(db, 'select title from incidents order by id')).toEqual([
        { title: 'Job ended' },
        { title: 'Later' },
        { title: 'Job ended' },
      ]);
    });

    test('with a number that is none come in where the engine has such, and are told where it has not', async () => {
      const db = await fresh();
      const tables = { analytics_events: [event(1, 'read', { value: { real: 'NaN' } })] };
      const onServer = engine === 'postgresql';
      expect(counts(await bring(db, tables))).toEqual({
        analytics_events: onServer ? [1, 0, 0, 0] : [0, 0, 0, 1],
      });
      expect(counts(await bring(db, tables))).toEqual({
        analytics_events: onServer ? [0, 0, 1, 0] : [0, 0, 0, 1],
      });
    });

    test('that the table does not take are told one by one, and the rest comes in', async () => {
      const db = await fresh();
      await bring(db, { incidents: [incident('a')] });
      const report = await bring(db, {
        incidents: [
          incident('b'),
          incident('x', { external_id: 'INC-a' }),
          incident('y', { status: 'asleep' }),
          incident('z', { opened_at: null }),
          incident('c'),
        ],
      });
      expect(counts(report)).toEqual({ incidents: [2, 0, 0, 3] });
      expect(report.problems).toEqual({ 'not-unique': 1, 'invalid-value': 2 });
      expect(report.rejected.map(({ record: at, where, kind }) => [at, where, kind])).toEqual([
        [2, 'incidents', 'not-unique'],
        [3, 'incidents', 'invalid-value'],
        [4, 'incidents', 'invalid-value'],
      ]);
    });
  });

  describe('rows with counted keys', () => {
    test('keep their numbers where these are free, and get others where they are not', async () => {
      const db = await fresh();
      await bring(db, { analytics_events: [event(1, 'read'), event(2, 'search')] });
      const theirs = {
        analytics_events: [event(1, 'read'), event(2, 'print'), event(7, 'copy'), event(8, 'copy')],
      };
      expect(counts(await bring(db, theirs))).toEqual({ analytics_events: [3, 0, 1, 0] });
      const all = await rows(db, 'select id, kind from analytics_events order by id');
      expect(all).toEqual([
        { id: 1, kind: 'read' },
        { id: 2, kind: 'search' },
        { id: 5, kind: 'print' },
        { id: 7, kind: 'copy' },
        { id: 8, kind: 'copy' },
      ]);
      expect(counts(await bring(db, theirs))).toEqual({ analytics_events: [0, 0, 4, 0] });
      expect(await rows(db, 'select id, kind from analytics_events order by id')).toEqual(all);
      // What the program writes next has a number of its own.
      await rows(db, `insert into analytics_events (kind) values ('next')`);
      expect(await rows(db, `select id from analytics_events where kind = 'next'`)).toEqual([{ id: 9 }]);
    });

    test('point to each other as before, wherever they went', async () => {
      const db = await fresh();
      await bring(db, { code_files: [codeFile('f')], code_symbols: [symbol(1, 'HERE')] });
      const theirs = {
        code_files: [codeFile('f')],
        code_symbols: [
          symbol(1, 'CHILD', 2),
          symbol(2, 'PARENT'),
          symbol(3, 'GRANDCHILD', 1),
          symbol(4, 'ORPHAN', 99),
        ],
      };
      expect(counts(await bring(db, theirs))).toEqual({
        code_files: [0, 0, 1, 0],
        code_symbols: [4, 0, 0, 0],
      });
      const tree = `select child.name as child, parent.name as parent from code_symbols child
        left join code_symbols parent on parent.id = child.parent_id order by child.name`;
      const expected = [
        { child: 'CHILD', parent: 'PARENT' },
        { child: 'GRANDCHILD', parent: 'CHILD' },
        { child: 'HERE', parent: null },
        { child: 'ORPHAN', parent: null },
        { child: 'PARENT', parent: null },
      ];
      expect(await rows(db, tree)).toEqual(expected);
      expect(counts(await bring(db, theirs))).toEqual({
        code_files: [0, 0, 1, 0],
        code_symbols: [0, 0, 4, 0],
      });
      expect(await rows(db, tree)).toEqual(expected);
    });
  });

  describe('links', () => {
    test('of an entry that has another id here lead to that', async () => {
      const db = await fresh();
      await folder.bring(db, [record({ id: 'here' })]);
      const tables = {
        incidents: [incident('i')],
        kb_incident_links: [link('there', 'i')],
        analytics_events: [event(1, 'read', { kb_entry_id: 'there' })],
      };
      const report = await bring(db, tables, [record({ id: 'there' })]);
      expect(report).toMatchObject({ unchanged: 1, rejectedTotal: 0 });
      expect(await rows(db, 'select kb_entry_id from kb_incident_links')).toEqual([{ kb_entry_id: 'here' }]);
      expect(await rows(db, 'select kb_entry_id from analytics_events')).toEqual([{ kb_entry_id: 'here' }]);
      expect(counts(await bring(db, tables, [record({ id: 'there' })]))).toEqual({
        incidents: [0, 0, 1, 0],
        kb_incident_links: [0, 0, 1, 0],
        analytics_events: [0, 0, 1, 0],
      });
    });

    test('to what did not come in are left out, or empty where a row can do without', async () => {
      const db = await fresh();
      const report = await bring(
        db,
        {
          incidents: [incident('i', { import_id: 'nowhere' }), incident('bad', { status: 'asleep' })],
          kb_incident_links: [link('a', 'i'), link('lost', 'i'), link('a', 'bad')],
        },
        [record({ id: 'a' }), { id: 'lost', title: 'No problem' }],
      );
      expect(counts(report)).toEqual({ incidents: [1, 0, 0, 1], kb_incident_links: [1, 0, 0, 2] });
      expect(report.problems).toMatchObject({ 'missing-reference': 2 });
      expect(report.warnings).toContainEqual(expect.stringMatching(/^1 rows of incidents pointed/));
      expect(await rows(db, 'select import_id from incidents')).toEqual([{ import_id: null }]);
    });
  });

  test('the audit log comes in where there is none, and never into another chain', async () => {
    const db = await fresh();
    const line = (id: number): LooseRecord => ({
      id,
      actor: 'a',
      action: 'login',
      timestamp: monday,
      previous_hash: String(id - 1).repeat(64),
      hash: String(id).repeat(64),
    });
    const theirs = { audit_log: [line(1), line(2)] };
    expect(counts(await bring(db, theirs))).toEqual({ audit_log: [2, 0, 0, 0] });
    const again = await bring(db, theirs);
    expect([counts(again), again.warnings.filter((text) => text.includes('audit_log'))]).toEqual([
      { audit_log: [0, 0, 2, 0] },
      [],
    ]);
    const more = await db.importFrom({
      path: folder.exported([], { audit_log: [line(1), line(3)] }),
      mode: 'replace',
    });
    expect(counts(more)).toEqual({ audit_log: [0, 0, 1, 0] });
    expect(more.warnings).toContainEqual(expect.stringMatching(/^1 rows of audit_log were left out/));
    expect((await rows(db, 'select id from audit_log')).length).toBe(2);
  });

  test('replacing empties the tables that the file names, and no others; users of the audit log stay', async () => {
    const db = await fresh();
    const user = (id: string): LooseRecord => ({ id, username: id, created_at: monday, updated_at: monday });
    await bring(
      db,
      {
        incidents: [incident('old')],
        kb_incident_links: [link('a', 'old')],
        alert_rules: [{ id: 'r', name: 'Rule', kind: 'burst', created_at: monday, updated_at: monday }],
        users: [user('logged'), user('idle')],
        audit_log: [{ id: 1, user_id: 'logged', actor: 'a', action: 'login', timestamp: monday }],
      },
      [record({ id: 'a' })],
    );
    const path = folder.exported([record({ id: 'b' })], {
      incidents: [incident('new')],
      users: [user('new')],
    });
    const report = await db.importFrom({ path, mode: 'replace' });
    expect(report).toMatchObject({ added: 1, removed: 1, rejectedTotal: 0 });
    expect(await rows(db, 'select id from incidents')).toEqual([{ id: 'new' }]);
    expect(await rows(db, 'select id from users order by id')).toEqual([{ id: 'logged' }, { id: 'new' }]);
    expect(await rows(db, 'select id from alert_rules')).toEqual([{ id: 'r' }]);
    expect(await rows(db, 'select * from kb_incident_links')).toEqual([]);
    expect((await db.healthCheck()).issues).toEqual([]);
  });

  test('tables that only a later version has are counted, told once, and come in after the upgrade', async () => {
    const db = await fresh();
    await bring(db, { incidents: [incident('mine')] }, [record({ id: 'mine' })]);
    await db.rollback({ to: '001', confirmed: true });
    const path = folder.exported([record({ id: 'a', title: 'New' })], {
      incidents: [incident('a'), incident('b')],
    });
    const { added, problems, warnings, rejectedTotal } = await db.importFrom({ path });
    expect({ added, problems, rejectedTotal }).toEqual({
      added: 1,
      problems: { 'unknown-table': 2 },
      rejectedTotal: 2,
    });
    expect(warnings.filter((text) => /005-mvp5[^]*001-mvp1[^]*incidents/.test(text)).length).toBe(1);
    await db.upgrade({ confirmed: true });
    expect(await rows(db, 'select id from incidents')).toEqual([{ id: 'mine' }]);
    expect(counts(await db.importFrom({ path }))).toEqual({ incidents: [2, 0, 0, 0] });
    expect((await db.schemaHistory()).conflicts).toEqual([]);
    expect((await db.healthCheck()).issues).toEqual([]);
  });
});
