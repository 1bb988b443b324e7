import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ChosenSources } from './chosen-sources.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'abendbook-sources-'));
});

afterEach(() => rm(folder, { recursive: true }));

test('what was chosen may be read, however its path is written; nothing else may', async () => {
  const file = join(folder, 'tickets.csv');
  await writeFile(file, 'a;b\n');
  const sources = new ChosenSources();
  expect(() => sources.find(file)).toThrow('was not chosen');
  expect(await sources.add(file)).toEqual({ path: file, name: 'tickets.csv', isFolder: false });
  expect(sources.find(join(folder, 'x', '..', 'tickets.csv'))).toBe(file);
  expect(() => sources.find(folder)).toThrow('was not chosen');
  expect(await sources.add(folder)).toMatchObject({ path: folder, isFolder: true });
});

test('what is gone cannot be chosen', async () => {
  await expect(new ChosenSources().add(join(folder, 'gone.csv'))).rejects.toMatchObject({
    failure: { kind: 'file-missing', message: expect.stringContaining('gone.csv') },
  });
});
