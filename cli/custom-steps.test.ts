import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { latestVersion } from '../migrations/index.ts';
import { laterVersions, oldKnowledge, versionsOf } from './testing/old-knowledge.ts';
import { rowsOf } from './testing/rows.ts';
import { document, failed, kb, testFolder, type Document } from './testing/run-kb.ts';

const folder = testFolder();
const base = '001-mvp1-base';

function addCustom(path: string, step: Document, file = `${String(step['version'])}.json`): string {
  const place = `${path}.migrations`;
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, file), JSON.stringify(step));
  return join(place, file);
}

const customStep = {
  version: '010-custom-feature',
  name: 'Add Custom Feature Tables',
  up: 'CREATE TABLE custom_feature (id TEXT PRIMARY KEY, name TEXT NOT NULL);',
  down: 'DROP TABLE custom_feature;',
  validate: "SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'custom_feature'",
};
const brokenStep = { ...customStep, up: 'INSERT INTO no_such_table VALUES (1);' };

describe('custom steps', () => {
  test('are shown with their SQL, and applied and undone like the others', () => {
    const db = oldKnowledge(folder);
    const file = addCustom(db, customStep);
    expect(versionsOf(document('status', '--db', db)['pending'])).toEqual([
      ...laterVersions,
      customStep.version,
    ]);
    expect(document('migrate', '--dry-run', '--db', db)['steps']).toContainEqual({
      version: customStep.version,
      name: customStep.name,
      sql: expect.stringContaining('CREATE TABLE custom_feature'),
      file,
    });
    const run = kb('migrate', '--db', db);
    expect(run.code).toBe(0);
    expect(run.stderr).toContain('CREATE TABLE custom_feature');
    expect(run.stderr).toContain(file);
    expect(document('status', '--db', db)).toMatchObject({ version: customStep.version });
    expect(document('rollback', '--steps', '1', '--db', db)).toMatchObject({ to: latestVersion });
  });

  test('that fail change nothing, and the history tells', async () => {
    const db = oldKnowledge(folder);
    const rows = await rowsOf(db);
    addCustom(db, brokenStep);
    const report = failed('migrate', '--db', db);
    expect(report).toMatchObject({
      from: base,
      to: base,
      validated: false,
      error: { kind: 'migration-failed' },
    });
    expect(report.said).toContain('010-custom-feature');
    expect(await rowsOf(db)).toEqual(rows);
    expect(document('status', '--db', db)).toMatchObject({ version: base, notice: null });
  });

  test('that fail in the upgrade itself are in the history', async () => {
    const db = oldKnowledge(folder);
    const rows = await rowsOf(db);
    addCustom(db, brokenStep);
    // Without a rehearsal, which would have stopped it.
    const report = failed('migrate', '--profile', 'development', '--db', db);
    expect(report['results']).toContainEqual(
      expect.objectContaining({ version: brokenStep.version, success: false }),
    );
    const { events } = document('history', '--db', db) as { events: Document[] };
    expect(events).toContainEqual(
      expect.objectContaining({
        version: brokenStep.version,
        outcome: 'failed',
        direction: 'up',
        error: expect.any(String),
      }),
    );
    expect(await rowsOf(db)).toEqual(rows);
  });

  test('that cannot be understood are named with file and line', () => {
    const db = oldKnowledge(folder);
    addCustom(db, {}, '011-odd.json');
    const { error, said } = failed('migrate', '--db', db);
    expect(error).toMatchObject({ kind: 'history-mismatch' });
    expect(said).toContain('011-odd.json');
  });
});
