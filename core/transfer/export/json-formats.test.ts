import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { NewEntry } from '../../entries/entry.ts';
import type { KnowledgeDB } from '../../store/knowledge-db.ts';
import { onEveryEngine } from '../../store/testing/on-every-engine.ts';
import { sampleEntry } from '../../store/testing/sample-entry.ts';
import { MigrationManager } from '../../upgrade/migration-manager.ts';
import type { ExportRequest } from '../transfer-types.ts';
import { run } from './testing/items.ts';

const folder = mkdtempSync(join(tmpdir(), 'abendbook-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function exported(db: KnowledgeDB, request: Partial<ExportRequest> = {}) {
  const report = await db.exportTo({ path: join(folder, 'out.json'), overwrite: true, ...request });
  return { report, text: readFileSync(report.path, 'utf8') };
}

const times = { createdAt: '2026-01-01T00:00:00.000Z', updatedAt: '2026-01-02T00:00:00.000Z' };
const hostile = '=1+1\u2028\u2029"\\\r\n\t\u0001\u007f\u0085 😀 e\u0301 </script> },\n{"id":"x"}\n],\n';

function samples(): NewEntry[] {
  return [
    sampleEntry({ id: 'b', ...times, problem: hostile, tags: ['"', "a'b", '😀'] }),
    sampleEntry({ id: 'a', ...times, metadata: { [hostile]: [hostile, 1.5, null, { deep: true }] } }),
    sampleEntry({ id: 'c', ...times, archived: true, author: 'eva' }),
  ];
}

/** As the description of the format has it, without any code of the program. */
function checksumOf(entries: readonly object[], tables: Readonly<Record<string, readonly object[]>>): string {
  const hash = createHash('sha256');
  for (const entry of entries) hash.update(`${JSON.stringify(entry)}\n`);
  for (const [table, rows] of Object.entries(tables))
    for (const row of rows) hash.update(`${table}\t${JSON.stringify(row)}\n`);
  return hash.digest('hex');
}

interface Document {
  readonly entries: readonly Readonly<Record<string, unknown>>[];
  readonly tables: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
  readonly counts: Readonly<Record<string, number>>;
  readonly sha256: string;
}

/** Texts that every engine must give. */
const alike = new Map<string, string>();

onEveryEngine(({ engine, fresh }) => {
  test('JSON is one object with a record a line, and tells counts and checksums', async () => {
    const db = await fresh();
    await db.addEntries(samples());
    await db.updateEntry('c', { title: 'New' });
    await run(
      db,
      `INSERT INTO projects (id, name, metadata) VALUES ('p2', '${hostile.replaceAll("'", "''")}', '{"a": 1}'), ('p1', 'P', '{}');
       INSERT INTO audit_log (id, action) VALUES (1, 'x')`,
    );
    const { report, text } = await exported(db, { settings: { profile: 'staging', theme: 'dark' } });
    const parsed = JSON.parse(text) as Document;
    expect(Object.keys(parsed)).toEqual([
      'format',
      'formatVersion',
      'schemaVersion',
      'scope',
      'counts',
      'settings',
      'entries',
      'tables',
      'sha256',
    ]);
    expect(parsed).toMatchObject({
      format: 'abendbook-export',
      formatVersion: 1,
      schemaVersion: '005-mvp5-enterprise-intelligence',
      scope: 'everything',
      settings: { theme: 'dark', profile: 'staging' },
    });
    expect(text).toContain('"settings":{"theme":"dark","profile":"staging"}');
    expect(parsed.entries.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(parsed.entries[1]).toMatchObject({ problem: hostile, tags: ['"', "a'b", '😀'] });
    expect(parsed.entries[0]?.['metadata']).toEqual({ [hostile]: [hostile, 1.5, null, { deep: true }] });
    expect(parsed.tables['projects']).toMatchObject([
      { id: 'p1', metadata: '{}' },
      { id: 'p2', name: hostile, metadata: '{"a": 1}' },
    ]);
    expect(parsed.tables['code_files']).toEqual([]);
    const { entries, revisions, ...tables } = parsed.counts;
    expect({ entries, revisions }).toEqual({ entries: 3, revisions: 1 });
    expect(Object.entries(tables)).toEqual(
      Object.entries(parsed.tables).map(([name, rows]) => [name, rows.length]),
    );
    expect(parsed.sha256).toBe(checksumOf(parsed.entries, parsed.tables));
    expect(report).toMatchObject({
      format: 'json',
      records: 6,
      counts: parsed.counts,
      sizeBytes: Buffer.byteLength(text),
      sha256: createHash('sha256').update(text).digest('hex'),
      warnings: [],
    });
    const lines = text.split('\n');
    for (const entry of parsed.entries)
      expect(lines).toContainEqual(expect.stringMatching(new RegExp(`^{"id":"${String(entry['id'])}"`)));
  });

  test('JSON lines hold the same records with the same checksum', async () => {
    const db = await fresh();
    await db.addEntries(samples());
    await run(db, `INSERT INTO users (id, username) VALUES ('u', 'eva')`);
    const parsed = JSON.parse((await exported(db)).text) as Document;
    const { text, report } = await exported(db, { path: join(folder, 'out.ndjson') });
    expect(report.format).toBe('ndjson');
    expect(text.endsWith('}\n')).toBe(true);
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const { entries, tables, sha256, ...header } = parsed;
    expect(lines[0]).toEqual({ type: 'header', ...header });
    expect(lines.slice(1, 4)).toEqual(entries.map((entry) => ({ type: 'entry', ...entry })));
    expect(lines[4]).toEqual({ type: 'row', table: 'users', values: tables['users']?.[0] });
    expect(lines[5]).toEqual({ type: 'end', sha256 });
    expect(Object.keys(lines[1] ?? {})[0]).toBe('type');
    expect(lines).toHaveLength(6);
  });

  test('equal content gives equal bytes, in whatever order it came and on either engine', async () => {
    const [one, other] = [await fresh(), await fresh()];
    await one.addEntries(samples());
    await other.addEntries(samples().toReversed());
    const projects = [`('p1', 'P', '2026', '2026')`, `('p2', 'Q', '2026', '2026')`];
    const insert = 'INSERT INTO projects (id, name, created_at, updated_at) VALUES';
    await run(one, `${insert} ${projects.join(', ')}`);
    await run(other, `${insert} ${projects.toReversed().join(', ')}`);
    const selection = { query: 'payroll' };
    const chosen = (await exported(one, { selection })).text;
    expect((await exported(other, { selection })).text).toBe(chosen);
    expect((await exported(one)).text).toBe((await exported(one)).text);
    alike.set(`${engine} selection`, chosen);
    alike.set(`${engine} everything`, (await exported(one)).text);
    for (const what of ['selection', 'everything'])
      expect(alike.get(`${engine} ${what}`)).toBe(alike.get(`sqlite ${what}`));
  });

  test('an empty knowledge base and an empty selection are whole exports', async () => {
    const db = await fresh();
    const { text, report } = await exported(db);
    expect(report.records).toBe(0);
    expect((JSON.parse(text) as Document).entries).toEqual([]);
    await db.addEntries(samples());
    for (const path of ['none.json', 'none.ndjson']) {
      const chosen = await exported(db, { path: join(folder, path), selection: { ids: ['gone'] } });
      expect(chosen.report).toMatchObject({ records: 0, counts: { entries: 0, revisions: 0 } });
    }
    expect(JSON.parse(readFileSync(join(folder, 'none.json'), 'utf8'))).toMatchObject({
      scope: 'selection',
      entries: [],
      tables: {},
      sha256: createHash('sha256').digest('hex'),
    });
  });

  test('an older version exports what it has, and says what a rollback keeps', async () => {
    const db = await fresh();
    await db.addEntries(samples());
    await run(db, `INSERT INTO projects (id, name) VALUES ('p', 'P')`);
    await new MigrationManager(db).rollbackTo('001-mvp1-base');
    const { text, report } = await exported(db);
    expect(report.schemaVersion).toBe('001-mvp1-base');
    expect(report.warnings).toEqual([expect.stringContaining('projects: 1')]);
    expect(report.warnings[0]).toContain('Upgrade first');
    const parsed = JSON.parse(text) as Document;
    expect(parsed).toMatchObject({ schemaVersion: '001-mvp1-base', tables: {} });
    expect(parsed.entries).toHaveLength(3);
  });
});
