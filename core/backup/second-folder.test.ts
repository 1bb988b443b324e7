import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { failureOf } from '../failure.ts';
import { sampleEntry } from '../store/testing/sample-entry.ts';
import { pruneBackups } from './prune-backups.ts';
import { secondFolder, setSecondFolder } from './second-folder.ts';
import { sceneForEachTest, titlesIn } from './testing/scene.ts';
import { verifyBackup } from './verify-backup.ts';

const scene = sceneForEachTest();
let second = '';
beforeEach(() => {
  second = join(scene.folder, 'second');
  mkdirSync(second);
});

const copies = (): readonly string[] => readdirSync(join(second, 'knowledge.db.backups')).toSorted();

describe('every new backup is copied to the second folder', () => {
  test('with its manifest, and the copy restores by itself', async () => {
    await scene.db.createBackup();
    setSecondFolder(scene.path, second);
    expect(secondFolder(scene.path)).toBe(second);
    const backup = await scene.db.createBackup();
    expect(backup.copyProblem).toBeNull();
    expect(copies()).toEqual([basename(backup.path), `${basename(backup.path)}.json`]);
    expect(await scene.db.listBackups()).toMatchObject([{ copy: backup.copy }, { copy: null }]);
    expect(await verifyBackup(backup.copy ?? '')).toEqual({ ok: true, problems: [], remarks: [] });

    await scene.db.addEntry(sampleEntry({ title: 'Later' }));
    rmSync(`${scene.path}.backups`, { recursive: true });
    setSecondFolder(scene.path, second);
    const [left] = await scene.db.listBackups();
    expect(left).toMatchObject({ path: backup.copy, copy: backup.copy, verified: true });
    await scene.db.restoreFromBackup(left?.path ?? '');
    expect(await titlesIn(scene.db)).toEqual(['First aardvark']);
  });

  test('and where that cannot be, it is said, and done later', async () => {
    setSecondFolder(scene.path, second);
    renameSync(second, `${second}-unplugged`);
    const missed = await scene.db.createBackup();
    expect(missed).toMatchObject({ verified: true, copy: null });
    expect(missed.copyProblem).toContain('it is not there');
    expect(existsSync(second)).toBe(false);
    expect((await scene.db.healthCheck()).advice.join()).toContain('no copy in the second folder');

    renameSync(`${second}-unplugged`, second);
    writeFileSync(join(second, 'knowledge.db.backups', `${basename(missed.path)}.unfinished`), 'half');
    const made = await scene.db.createBackup();
    expect(copies().filter((name) => name.endsWith('.db'))).toEqual(
      [missed, made].map(({ path }) => basename(path)),
    );
    expect(copies()).toHaveLength(4);
    expect((await scene.db.healthCheck()).advice).toEqual([]);
  });

  test('pruning takes the copies of what it removes, and nothing else', async () => {
    setSecondFolder(scene.path, second);
    const first = await scene.db.createBackup({ type: 'scheduled' });
    const last = await scene.db.createBackup({ type: 'scheduled' });
    const alone = await scene.db.createBackup({ type: 'scheduled' });
    rmSync(alone.path);
    const inTenYears = new Date(Date.now() + 3_650 * 86_400_000);
    expect(pruneBackups(scene.path, true, inTenYears).map(({ path }) => path)).toEqual([first.path]);
    pruneBackups(scene.path, false, inTenYears);
    expect(copies().filter((name) => name.endsWith('.db'))).toEqual(
      [last, alone].map(({ path }) => basename(path)),
    );
    expect(existsSync(last.path)).toBe(true);
  });
});

describe('a folder that will not do is refused', () => {
  test.each([
    ['the folder of the backups', () => `${scene.path}.backups`, /where the backups are already/],
    ['the folder of the database', () => scene.folder, /where the backups are already/],
    ['a folder inside of backups', () => inside(), /inside of one/],
    ['a file', () => scene.path, /is a file/],
    ['a folder that is not there', () => join(scene.folder, 'nowhere'), /There is no folder/],
  ])('%s', async (_name, folder, reason) => {
    await scene.db.createBackup();
    setSecondFolder(scene.path, second);
    const before = readFileSync(join(`${scene.path}.backups`, 'second-folder.json'), 'utf8');
    expect(messageOf(() => setSecondFolder(scene.path, folder()))).toMatch(reason);
    expect(readFileSync(join(`${scene.path}.backups`, 'second-folder.json'), 'utf8')).toBe(before);
  });

  test.runIf(process.platform === 'linux')('a folder that not even the superuser can write', () => {
    expect(messageOf(() => setSecondFolder(scene.path, '/proc'))).toMatch(/Nothing can be written/);
  });

  test('none can be chosen', () => {
    setSecondFolder(scene.path, second);
    setSecondFolder(scene.path, null);
    expect(secondFolder(scene.path)).toBeNull();
  });
});

function inside(): string {
  const folder = join(second, 'other.db.backups', 'deeper');
  mkdirSync(folder, { recursive: true });
  return folder;
}

function messageOf(act: () => void): string {
  try {
    act();
  } catch (caught) {
    return failureOf(caught).message;
  }
  return 'It was accepted.';
}
