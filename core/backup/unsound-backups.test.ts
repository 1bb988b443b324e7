import {
  appendFileSync,
  copyFileSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { beforeEach, describe, expect, test } from 'vitest';
import { latestVersion } from '../../migrations/index.ts';
import { rejection } from '../store/testing/rejection.ts';
import { sampleEntry } from '../store/testing/sample-entry.ts';
import type { Backup } from './backup.ts';
import { sceneForEachTest, titlesIn } from './testing/scene.ts';
import { verifyBackup } from './verify-backup.ts';

const scene = sceneForEachTest();

describe('what is no sound backup is recognised for what it is, and refused', () => {
  let backup: Backup;
  beforeEach(async () => {
    await scene.db.addEntries(
      Array.from({ length: 60 }, (_, index) => sampleEntry({ title: `Filler ${index}` })),
    );
    backup = await scene.db.createBackup();
  });

  const otherDatabase = (): void => {
    rmSync(backup.path);
    const other = new Sqlite(backup.path);
    other.exec('CREATE TABLE t (a)');
    other.close();
  };
  const textFile = (): void => {
    rmSync(`${backup.path}.json`);
    writeFileSync(backup.path, 'dear diary, '.repeat(1_000));
  };
  const ofNewerProgram = (minimumReader: string): void => {
    rmSync(`${backup.path}.json`);
    const newer = new Sqlite(backup.path);
    newer
      .prepare(
        `INSERT INTO schema_version (version, name, checksum, applied_at, duration_ms, app_version, actor, minimum_reader)
         VALUES ('009-later', 'Later', 'x', '2030-01-01T00:00:00.000Z', 1, '9', 'x', ?)`,
      )
      .run(minimumReader);
    newer.close();
  };
  const bothVersions = new RegExp(`009-later.*${latestVersion}`);

  test.each([
    ['cut short', () => truncateSync(backup.path, backup.sizeBytes - 4096), /cut short/],
    ['of no bytes', () => truncateSync(backup.path, 0), /empty/],
    ['gone', () => rmSync(backup.path), /no file/],
    ['with something appended', () => appendFileSync(backup.path, 'x'), /has grown/],
    ["another program's database", otherDatabase, /not one of Abendbook/],
    ['a text file', textFile, /not a SQLite file/],
    ['of a newer program', () => ofNewerProgram('009-later'), bothVersions],
    ['of a newer program that an older one can read', () => ofNewerProgram('001-mvp1-base'), bothVersions],
  ])('%s', async (_name, spoil, reason) => {
    spoil();
    const { ok, problems } = await verifyBackup(backup.path);
    expect(ok).toBe(false);
    expect(problems.join(' ')).toMatch(reason);
    const before = await titlesIn(scene.db);
    expect((await rejection(scene.db.restoreFromBackup(backup.path))).message).toContain(backup.path);
    expect(await titlesIn(scene.db)).toEqual(before);
  });

  test('renamed, or from elsewhere, it is still a backup', async () => {
    const moved = join(scene.folder, 'my copy.db');
    renameSync(backup.path, moved);
    copyFileSync(`${backup.path}.json`, `${moved}.json`);
    const found = await verifyBackup(moved);
    expect(found.ok).toBe(true);
    expect(found.remarks[0]).toContain('was named');
    rmSync(`${moved}.json`);
    expect((await verifyBackup(moved)).remarks[0]).toContain('no manifest');
    await scene.db.restoreFromBackup(moved);
    expect((await scene.db.getStats()).totalEntries).toBe(61);
  });

  test('from another machine it says so', async () => {
    const manifest = readFileSync(`${backup.path}.json`, 'utf8');
    writeFileSync(`${backup.path}.json`, manifest.replace(/"machine": "[^"]*"/, '"machine": "SYSA"'));
    expect(await verifyBackup(backup.path)).toMatchObject({
      ok: true,
      remarks: [expect.stringContaining('SYSA')],
    });
  });

  test('a plain copy of the file in use is looked at without leaving anything beside it', async () => {
    await scene.db.close();
    const copies = join(scene.folder, 'copies.db');
    copyFileSync(scene.path, copies);
    const bytes = readFileSync(copies);
    expect(await verifyBackup(copies)).toMatchObject({ ok: true });
    expect(readdirSync(scene.folder).filter((name) => name.startsWith('copies'))).toEqual(['copies.db']);
    expect(readFileSync(copies).equals(bytes)).toBe(true);
  });
});
