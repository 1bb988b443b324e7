import { copyFileSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { latestVersion } from '../../migrations/index.ts';
import { SmallDisk } from '../upgrade/testing/small-disk.ts';
import { startKnowledgeClient } from './knowledge-client.ts';
import { KnowledgeDB } from './knowledge-db.ts';
import { applicationId } from './open-sqlite.ts';
import { rejection } from './testing/rejection.ts';
import { sampleEntry } from './testing/sample-entry.ts';

let folder = '';
let path = '';
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'abendbook-'));
  path = join(folder, 'knowledge.db');
  const db = await KnowledgeDB.open(path);
  await db.addEntry(sampleEntry({ id: 'known', title: 'S0C7 in PAYR0100' }));
  await db.close();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What a newer program would have made of the file. */
function upgradeByNewerProgram(minimumReader: string | null): Buffer {
  const newer = new Sqlite(path);
  newer.exec('CREATE TABLE of_the_future (a); ALTER TABLE kb_entries ADD COLUMN mood TEXT');
  newer
    .prepare(
      `INSERT INTO schema_version (version, name, checksum, applied_at, duration_ms, app_version, actor, minimum_reader)
       VALUES ('007-later', 'Later', 'x', '2030-01-01T00:00:00.000Z', 1, '9.0.0', 'ann', ?)`,
    )
    .run(minimumReader);
  newer.pragma('user_version = 7');
  newer.close();
  return readFileSync(path);
}

describe('a file of a newer program', () => {
  test.each([
    ['that this one understands', '001-mvp1-base', /can open it read-only/],
    ['that this one does not understand', '006-other', /cannot read it/],
    ['that does not say who understands it', null, /cannot read it/],
  ])('%s is refused untouched, by both names', async (_name, minimumReader, wayOut) => {
    const bytes = upgradeByNewerProgram(minimumReader);
    const failure = await rejection(KnowledgeDB.open(path));
    expect(failure.kind).toBe('newer-file');
    expect(failure.message).toContain('007-later');
    expect(failure.message).toContain(latestVersion);
    expect(failure.recovery).toMatch(wayOut);
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });

  test('in the older form of journal is not converted', async () => {
    upgradeByNewerProgram('001-mvp1-base');
    const other = new Sqlite(path);
    other.pragma('journal_mode = DELETE');
    other.close();
    const bytes = readFileSync(path);
    expect((await rejection(KnowledgeDB.open(path))).kind).toBe('newer-file');
    expect(readFileSync(path).equals(bytes)).toBe(true);
    expect(readdirSync(folder)).toEqual(['knowledge.db']);
  });

  test('that this one understands can be read, and every write is refused with a way out', async () => {
    upgradeByNewerProgram('001-mvp1-base');
    const db = await KnowledgeDB.open(path, { readOnly: true });
    expect(await db.search('S0C7')).toHaveLength(1);
    expect((await db.getEntry('known')).title).toBe('S0C7 in PAYR0100');
    expect((await db.searchFacets('')).category).toHaveLength(1);
    expect(await db.recentlyChanged(5)).toHaveLength(1);
    expect(await db.similarTitles('S0C7 in PAYR0100')).toHaveLength(1);
    expect((await db.vocabulary()).tags.length).toBeGreaterThan(0);
    expect(await db.getStats()).toMatchObject({ totalEntries: 1 });
    expect(await db.status()).toMatchObject({
      readOnly: true,
      version: '007-later',
      latest: latestVersion,
      pending: [],
    });
    expect(await db.healthCheck()).toMatchObject({ overall: true });
    const writes = [
      () => db.addEntry(sampleEntry()),
      () => db.updateEntry('known', { title: 'Other' }),
      () => db.archiveEntry('known'),
      () => db.loadStarter(),
      () => db.settleConflict(1, 'kept'),
      () => db.recoverEntries(path, ['known']),
    ];
    for (const write of writes) {
      const failure = await rejection(write());
      expect(failure).toMatchObject({
        kind: 'read-only-file',
        message: `${path} is opened for reading only.`,
      });
      expect(failure.recovery).toContain('A newer Abendbook has upgraded it');
    }
    const { failure } = await db.rollback({ steps: 1 });
    expect(failure?.recovery).toContain('was not changed');
    await db.close();
  });

  test('that this one does not understand cannot be read either', async () => {
    upgradeByNewerProgram(null);
    expect((await rejection(KnowledgeDB.open(path, { readOnly: true }))).kind).toBe('newer-file');
  });

  test('is read by both threads of a client that is to read only', async () => {
    upgradeByNewerProgram('001-mvp1-base');
    const client = startKnowledgeClient({
      path,
      workerUrl: new URL('./knowledge-worker.ts', import.meta.url),
      readOnly: true,
    });
    expect(await client.opened).toMatchObject({ ok: true, value: { readOnly: true } });
    expect(await client.search('S0C7')).toHaveLength(1);
    expect((await rejection(client.addEntry(sampleEntry()))).kind).toBe('read-only-file');
    await client.close();
  });
});

describe('opened for reading only', () => {
  test('it says so, and what to do to write', async () => {
    const db = await KnowledgeDB.open(path, { readOnly: true });
    expect((await db.status()).readOnly).toBe(true);
    const failure = await rejection(db.addEntry(sampleEntry()));
    expect(failure).toMatchObject({
      kind: 'read-only-file',
      recovery: expect.stringContaining('Open it for writing'),
    });
    await db.close();
  });

  test('a file in a folder that cannot be written is read, and nothing is left of that', async ({ skip }) => {
    const disk = SmallDisk.mount(join(folder, 'disk'), 2 ** 24);
    if (typeof disk === 'string') return skip(disk);
    try {
      const place = join(disk.folder, 'knowledge.db');
      copyFileSync(path, place);
      disk.setReadOnly(true);
      const before = copiesForReading();
      const db = await KnowledgeDB.open(place, { readOnly: true });
      expect(await db.search('S0C7')).toHaveLength(1);
      expect(await db.status()).toMatchObject({ readOnly: true, db: place });
      expect((await rejection(db.addEntry(sampleEntry()))).kind).toBe('read-only-file');
      await db.close();
      expect(copiesForReading()).toEqual(before);
      expect(await rejection(KnowledgeDB.open(place))).toMatchObject({
        kind: 'read-only-file',
        recovery: expect.stringContaining('open it for reading only'),
      });
    } finally {
      disk.unmount();
    }
  });
});

function copiesForReading(): readonly string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith('abendbook-reading-'));
}

describe("what has the program's mark and is no knowledge base", () => {
  const withMark = (sql: string): Buffer => {
    rmSync(path);
    const other = new Sqlite(path);
    other.pragma(`application_id = ${applicationId}`);
    other.exec(sql);
    other.close();
    return readFileSync(path);
  };

  test('tables of somebody else are refused, and not added to', async () => {
    const bytes = withMark('CREATE TABLE recipes (a)');
    for (const options of [{}, { create: false }, { readOnly: true }]) {
      expect((await rejection(KnowledgeDB.open(path, options))).kind).toBe('foreign-file');
    }
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });

  test('a folder is named as what it is', async () => {
    const failure = await rejection(KnowledgeDB.open(folder, { readOnly: true }));
    expect(failure).toMatchObject({ kind: 'file-missing', message: expect.stringContaining('is a folder') });
  });
});

test('an older file is opened as it is', async () => {
  rmSync(path);
  await (await KnowledgeDB.open(path, { to: '002-mvp2-pattern-detection' })).close();
  const db = await KnowledgeDB.open(path);
  expect((await db.status()).version).toBe('002-mvp2-pattern-detection');
  expect((await db.status()).pending.length).toBeGreaterThan(0);
  await db.close();
});

test('a file that the first program wrote, without the later bookkeeping, is opened, read and upgraded', async () => {
  rmSync(path);
  await (await KnowledgeDB.open(path, { to: '001-mvp1-base' })).close();
  const old = new Sqlite(path);
  old.exec(
    'ALTER TABLE schema_version DROP COLUMN minimum_reader; DROP TABLE schema_conflicts; DROP TABLE schema_kept; DROP TABLE schema_history',
  );
  old.pragma('user_version = 0');
  old.close();
  for (const readOnly of [true, false]) {
    const db = await KnowledgeDB.open(path, { readOnly });
    expect((await db.status()).version).toBe('001-mvp1-base');
    await db.close();
  }
  const db = await KnowledgeDB.open(path);
  expect(await db.upgrade()).toMatchObject({ to: latestVersion, failure: null });
  await db.close();
});

test('a leftover that is no record does not keep the file from opening', async () => {
  writeFileSync(`${path}.upgrading`, '');
  const db = await KnowledgeDB.open(path);
  expect(db.notice).toMatch(/interrupted before it changed anything/);
  expect(readdirSync(folder)).not.toContain('knowledge.db.upgrading');
  await db.close();
});
