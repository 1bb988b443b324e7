import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { migrations } from '../../migrations/index.ts';
import { KnowledgeDB } from '../store/knowledge-db.ts';
import { sampleEntry } from '../store/testing/sample-entry.ts';

/** The program works whichever version its file stands at. */
describe.each(migrations.map(({ version }) => version))('at %s', (version) => {
  let folder = '';
  let path = '';
  let db: KnowledgeDB;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'abendbook-'));
    path = join(folder, 'knowledge.db');
    db = await KnowledgeDB.open(path, { to: version });
  });
  afterEach(async () => {
    await db.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('entries are written, changed, archived and found', async () => {
    expect(await db.status()).toMatchObject({ version, readOnly: false });
    const id = await db.addEntry(sampleEntry({ title: 'Aardvark in the tape library' }));
    await db.updateEntry(id, { title: 'Wombat in the tape library', metadata: { ticket: 'INC1' } });
    expect(await db.search('wombat')).toHaveLength(1);
    expect(await db.search('aardvark')).toEqual([]);
    expect(await db.listRevisions(id)).toHaveLength(1);
    await db.archiveEntry(id);
    expect(await db.search('wombat')).toEqual([]);
    await db.unarchiveEntry(id);
    expect((await db.searchFacets('wombat')).category).toHaveLength(1);
    expect(await db.similarTitles('Wombat in the tape library', 'other')).toHaveLength(1);
    expect(await db.healthCheck()).toMatchObject({ overall: true });
  });

  test('backups are made, verified, restored and undone', async () => {
    await db.addEntry(sampleEntry({ title: 'Aardvark' }));
    const backup = await db.createBackup();
    expect(backup).toMatchObject({ version, verified: true, entries: 1 });
    await db.addEntry(sampleEntry({ title: 'Wombat' }));
    expect((await db.planRestore(backup.path)).discards).toMatchObject({ entriesAdded: 1 });
    await db.restoreFromBackup(backup.path);
    expect(await db.search('wombat')).toEqual([]);
    expect(await db.search('aardvark')).toHaveLength(1);
    expect((await db.status()).version).toBe(version);
    await db.undoRestore();
    expect(await db.search('wombat')).toHaveLength(1);
  });

  test('a backup of every older version can be restored', async () => {
    for (const { version: older } of migrations.filter((migration) => migration.version < version)) {
      const other = await KnowledgeDB.open(join(folder, `${older}.db`), { to: older });
      await other.addEntry(sampleEntry({ title: `Kept at ${older.slice(0, 3)}` }));
      const { path: backup } = await other.createBackup();
      await other.close();
      await db.restoreFromBackup(backup);
      expect(await db.search('kept at')).toHaveLength(1);
      await db.addEntry(sampleEntry({ title: 'Written afterwards' }));
      expect(await db.healthCheck()).toMatchObject({ overall: true });
    }
  });

  test('the schema can be looked at, taken up and down', async () => {
    await db.addEntry(sampleEntry({ title: 'Aardvark' }));
    expect((await db.schemaHistory()).problems).toEqual([]);
    expect(await db.upgrade()).toMatchObject({
      from: version,
      to: migrations.at(-1)?.version,
      failure: null,
    });
    expect(await db.rollback({ to: version })).toMatchObject({ to: version, failure: null });
    expect(await db.search('aardvark')).toHaveLength(1);
  });
});
