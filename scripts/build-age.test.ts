import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildIsStale } from './build-age.mjs';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'abendbook-build-age-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Writes a file as if it had been changed at `second`, with its folders. */
async function write(path: string, second: number): Promise<void> {
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, '');
  for (let at = file; at !== folder; at = dirname(at)) await utimes(at, second, second);
}

async function build(second: number): Promise<void> {
  await write('dist/main/index.js', second);
  await write('dist/preload/index.cjs', second);
  await write('dist/renderer/index.html', second);
}

describe('a build', () => {
  it('is stale where there is none, or only a part of one', async () => {
    await write('main/index.ts', 100);
    expect(buildIsStale(folder)).toBe(true);
    await write('dist/main/index.js', 200);
    expect(buildIsStale(folder)).toBe(true);
  });

  it('is fresh until a source changes, wherever it is', async () => {
    await write('main/index.ts', 100);
    await write('renderer/search/results.tsx', 100);
    await build(200);
    expect(buildIsStale(folder)).toBe(false);
    await write('renderer/search/results.tsx', 300);
    expect(buildIsStale(folder)).toBe(true);
  });

  it('is stale when a source was removed', async () => {
    await write('core/search/old.ts', 100);
    await build(200);
    await rm(join(folder, 'core/search/old.ts'));
    expect(buildIsStale(folder)).toBe(true);
  });

  it('does not care for tests', async () => {
    await write('core/store/store.test.ts', 300);
    await utimes(join(folder, 'core/store'), 100, 100);
    await utimes(join(folder, 'core'), 100, 100);
    await build(200);
    expect(buildIsStale(folder)).toBe(false);
  });
});
