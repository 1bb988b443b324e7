import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { KnowledgeError } from '../core/failure.ts';
import { SettingsStore } from './settings.ts';

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'abendbook-settings-'));
  path = join(folder, 'settings.json');
});

afterEach(() => rm(folder, { recursive: true }));

const defaults = {
  theme: 'system',
  author: userInfo().username,
  listShare: 0.4,
  backups: 'daily' as const,
  profile: 'production' as const,
};

describe('settings', () => {
  test('start with the defaults, under the login name, and write nothing by themselves', async () => {
    expect((await SettingsStore.open(path)).settings).toEqual(defaults);
    expect(await readdir(folder)).toEqual([]);
  });

  test('are there again at the next start', async () => {
    const store = await SettingsStore.open(path);
    expect(await store.save({ theme: 'dark', author: 'mara' })).toEqual({
      ...defaults,
      theme: 'dark',
      author: 'mara',
    });
    expect((await SettingsStore.open(path)).settings).toEqual({ ...defaults, theme: 'dark', author: 'mara' });
    expect(await readdir(folder)).toEqual(['settings.json']);
  });

  test('an author cleared is the login name again', async () => {
    const store = await SettingsStore.open(path);
    await store.save({ author: 'mara' });
    expect((await store.save({ author: '' })).author).toBe(userInfo().username);
  });

  test('saved at the same moment are all kept', async () => {
    const store = await SettingsStore.open(path);
    await Promise.all([
      store.save({ theme: 'light' }),
      store.save({ listShare: 0.5 }),
      store.save({ author: 'mara' }),
    ]);
    expect((await SettingsStore.open(path)).settings).toEqual({
      ...defaults,
      theme: 'light',
      listShare: 0.5,
      author: 'mara',
    });
  });

  test('of a newer program survive being saved by this one', async () => {
    await writeFile(path, JSON.stringify({ theme: 'dark', fontSize: 14 }));
    await (await SettingsStore.open(path)).save({ listShare: 0.3 });
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({
      theme: 'dark',
      fontSize: 14,
      listShare: 0.3,
    });
  });

  test('that cannot be written are refused with the file named', async () => {
    await mkdir(`${path}.new`);
    const store = await SettingsStore.open(path);
    const saving = store.save({ theme: 'dark' });
    await expect(saving).rejects.toThrow(KnowledgeError);
    await expect(saving).rejects.toThrow(path);
    await rm(`${path}.new`, { recursive: true });
    await store.save({ listShare: 0.6 });
    expect((await SettingsStore.open(path)).settings).toMatchObject({ theme: 'dark', listShare: 0.6 });
  });
});

describe('a file that makes no sense', () => {
  test.each(['', '{"theme": "dark"', 'null', '[]', '"dark"', '\0\0\0'])(
    '(%j) is set aside',
    async (content) => {
      await writeFile(path, content);
      const store = await SettingsStore.open(path, () => new Date('2026-11-22T18:07:00.000Z'));
      expect(store.settings).toEqual(defaults);
      expect(await readdir(folder)).toEqual(['settings.json.broken-2026-11-22T18-07-00.000Z']);
      expect(await readFile(`${path}.broken-2026-11-22T18-07-00.000Z`, 'utf8')).toBe(content);
    },
  );

  test('in one value loses only that value', async () => {
    await writeFile(
      path,
      JSON.stringify({ theme: 'purple', author: 'mara', listShare: 7, opened: { a: 'b' } }),
    );
    expect((await SettingsStore.open(path)).settings).toEqual({ ...defaults, author: 'mara' });
    expect(await readdir(folder)).toEqual(['settings.json']);
  });

  test('never keeps the program from starting, whatever is in it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.json(), fc.string()), async (content) => {
        await writeFile(path, content);
        const { settings } = await SettingsStore.open(path);
        expect(['system', 'light', 'dark']).toContain(settings.theme);
        expect(settings.listShare).toBeGreaterThanOrEqual(0.2);
      }),
    );
  });
});

describe('entries opened', () => {
  test('are remembered newest first, once each, thirty at the most, for each database apart', async () => {
    const store = await SettingsStore.open(path);
    for (let number = 1; number <= 40; number += 1) await store.recordOpened('/a.db', `entry-${number}`);
    await store.recordOpened('/a.db', 'entry-20');
    await store.recordOpened('/b.db', 'other');

    const again = await SettingsStore.open(path);
    const opened = again.openedEntries('/a.db');
    expect(opened.slice(0, 3)).toEqual(['entry-20', 'entry-40', 'entry-39']);
    expect(opened).toHaveLength(30);
    expect(new Set(opened).size).toBe(30);
    expect(again.openedEntries('/b.db')).toEqual(['other']);
    expect(again.openedEntries('/c.db')).toEqual([]);
  });

  test('of databases not seen for long are forgotten', async () => {
    const store = await SettingsStore.open(path);
    for (let number = 1; number <= 15; number += 1) await store.recordOpened(`/${number}.db`, 'entry');
    expect(store.openedEntries('/15.db')).toEqual(['entry']);
    expect(store.openedEntries('/1.db')).toEqual([]);
  });
});
