import { expect, test } from 'vitest';
import type { KnowledgeDB } from '../../store/knowledge-db.ts';
import { onEveryEngine } from '../../store/testing/on-every-engine.ts';
import { runScript } from '../../upgrade/schema-access.ts';
import { describeTables, type TransferTable } from './describe-tables.ts';

async function tablesOf(db: KnowledgeDB): Promise<readonly TransferTable[]> {
  const store = await db.store();
  return describeTables(store, store.db);
}

/** What both engines must agree on; each names types in its own words. */
function agreed(tables: readonly TransferTable[]) {
  return tables.map(({ columns, ...table }) => ({
    ...table,
    columns: columns.map(({ name, nullable, json }) => ({ name, nullable, json })),
  }));
}

const found: unknown[] = [];

onEveryEngine(({ engine, fresh }) => {
  test('every table of the released steps travels, parents first', async () => {
    const tables = await tablesOf(await fresh());
    const names = tables.map(({ name }) => name);
    expect(names.toSorted()).toEqual([
      'alert_rules',
      'alerts',
      'analytics_events',
      'analytics_series',
      'audit_log',
      'code_files',
      'code_references',
      'code_symbols',
      'forecast_points',
      'forecasts',
      'incident_imports',
      'incident_tags',
      'incidents',
      'kb_code_links',
      'kb_incident_links',
      'kb_pattern_links',
      'models',
      'pattern_incidents',
      'patterns',
      'project_files',
      'project_findings',
      'projects',
      'resolution_feedback',
      'resolution_suggestions',
      'risks',
      'template_uses',
      'templates',
      'users',
    ]);
    for (const [index, { name, references }] of tables.entries()) {
      const parents = references.map(({ table }) => table);
      expect([...names.slice(0, index + 1), 'kb_entries']).toEqual(expect.arrayContaining(parents));
      expect(names.indexOf(name)).toBe(index);
    }
    found.push(agreed(tables));
    for (const other of found) expect(agreed(tables)).toEqual(other);
  });

  test('keys, counters, unique columns and references are told', async () => {
    const tables = new Map((await tablesOf(await fresh())).map((table) => [table.name, table]));
    expect(tables.get('kb_code_links')).toMatchObject({ key: ['id'], counted: true, unique: [] });
    expect(tables.get('kb_code_links')?.columns.filter(({ json }) => json)).toMatchObject([
      { name: 'evidence', nullable: false },
    ]);
    expect(tables.get('incidents')).toMatchObject({
      key: ['id'],
      counted: false,
      unique: [['source', 'external_id']],
      references: [
        { columns: ['import_id'], table: 'incident_imports', parentColumns: ['id'], onDelete: 'set-null' },
      ],
    });
    expect(
      tables
        .get('incidents')
        ?.columns.filter(({ nullable }) => nullable)
        .map(({ name }) => name),
    ).toContain('source_row');
    expect(tables.get('kb_incident_links')).toMatchObject({
      key: ['incident_id', 'kb_entry_id'],
      references: [
        { columns: ['incident_id'], table: 'incidents', parentColumns: ['id'], onDelete: 'cascade' },
        { columns: ['kb_entry_id'], table: 'kb_entries', parentColumns: ['id'], onDelete: 'cascade' },
      ],
    });
    expect(tables.get('audit_log')?.references).toMatchObject([{ table: 'users', onDelete: 'restrict' }]);
    expect(tables.get('users')?.unique).toEqual([['email'], ['username']]);
    expect(tables.get('models')?.unique).toEqual([['kind', 'version']]);
  });

  test('a table of a custom step travels too; generated columns and bookkeeping do not', async () => {
    const db = await fresh();
    const store = await db.store();
    await runScript(
      store,
      store.db,
      `CREATE TABLE shift_notes (
         site TEXT NOT NULL, day TEXT NOT NULL, note TEXT, config JSON,
         loud TEXT GENERATED ALWAYS AS (upper(note)) STORED,
         entry_id TEXT REFERENCES kb_entries (id) ON DELETE CASCADE, PRIMARY KEY (day, site), UNIQUE (note, site));
       CREATE UNIQUE INDEX shift_notes_once ON shift_notes (lower(note));
       CREATE TABLE kept_010_shift_notes (id INTEGER);`,
    );
    const tables = await tablesOf(db);
    expect(tables.map(({ name }) => name)).not.toContain('kept_010_shift_notes');
    expect(tables.find(({ name }) => name === 'shift_notes')).toEqual({
      name: 'shift_notes',
      columns: [
        { name: 'site', type: 'text', nullable: false, json: false },
        { name: 'day', type: 'text', nullable: false, json: false },
        { name: 'note', type: 'text', nullable: true, json: false },
        { name: 'config', type: 'json', nullable: true, json: true },
        { name: 'entry_id', type: 'text', nullable: true, json: false },
      ],
      key: ['day', 'site'],
      counted: false,
      unique: [['note', 'site']],
      references: [
        { columns: ['entry_id'], table: 'kb_entries', parentColumns: ['id'], onDelete: 'cascade' },
      ],
    });
  });

  test.runIf(engine === 'sqlite')('at an older version only its tables travel', async () => {
    const db = await fresh();
    await db.rollback({ to: '2' });
    const names = (await tablesOf(db)).map(({ name }) => name);
    expect(names).toContain('kb_pattern_links');
    expect(names).not.toContain('code_files');
    expect(names.some((name) => name.startsWith('kept_') || name.startsWith('schema_'))).toBe(false);
  });
});
