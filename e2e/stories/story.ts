import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test as base } from '../fixture.ts';
import type { LaunchOptions, RunningApp } from '../fixture.ts';
import { launchApp } from '../launch/launch-app.ts';
import { kb, newHome } from './knowledge-file.ts';
import { searchBox } from './window-parts.ts';

export { expect } from '../fixture.ts';
export type { RunningApp } from '../fixture.ts';

interface Fixtures {
  /** The program on a knowledge base of its own with the starter entries in it, to be written to. */
  starterApp: (options?: Omit<LaunchOptions, 'home'>) => Promise<RunningApp>;
  /** The program that other tests read as well, with its window as it is after a start. Nothing may be written. */
  reader: RunningApp;
  /** The program that other tests write to as well: a test keeps to entries that no other one names. */
  writer: RunningApp;
}

interface WorkerFixtures {
  /** A knowledge base with the starter entries, made once; to be copied, never opened. */
  starterFile: string;
  /** The same at the first schema version, as an older program left it. */
  olderFile: string;
  readApp: RunningApp;
  writtenApp: RunningApp;
}

export const usualSize = { width: 1280, height: 800 } as const;

/** Playwright's `test` for what a user does with the program. A script of the page that fails, fails the test. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  starterFile: [async ({ browserName: _browser }, provide) => withStarter([], provide), { scope: 'worker' }],
  olderFile: [
    async ({ browserName: _browser }, provide) => withStarter(['--to', '001-mvp1-base'], provide),
    { scope: 'worker' },
  ],

  readApp: [async ({ starterFile }, provide) => onStarter(starterFile, provide), { scope: 'worker' }],
  writtenApp: [async ({ starterFile }, provide) => onStarter(starterFile, provide), { scope: 'worker' }],

  launchApp: async ({ launchApp: launch }, provide) => {
    const checks: (() => void)[] = [];
    const watched = (app: RunningApp): RunningApp => {
      checks.push(watchErrors(app.page));
      return { ...app, restart: async (options) => watched(await app.restart(options)) };
    };
    await provide(async (options) => watched(await launch(options)));
    for (const check of checks) check();
  },

  starterApp: async ({ starterFile, launchApp: launch }, provide) => {
    await provide(async (options = {}) => {
      const app = await launch({ size: usualSize, ...options, home: await newHome(starterFile) });
      await expect(searchBox(app.page)).toBeFocused();
      return app;
    });
  },

  reader: async ({ readApp }, provide) => asAfterStart(readApp, provide),
  writer: async ({ writtenApp }, provide) => asAfterStart(writtenApp, provide),
});

async function withStarter(
  words: readonly string[],
  provide: (file: string) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'abendbook-starter-'));
  const file = join(folder, 'starter.db');
  await kb(file, 'init', '--starter', ...words);
  await provide(file);
  await rm(folder, { recursive: true, force: true });
}

async function onStarter(file: string, provide: (app: RunningApp) => Promise<void>): Promise<void> {
  const home = await newHome(file);
  const app = await launchApp({ home, size: usualSize });
  await provide(app);
  await app.kill();
  await rm(home, { recursive: true, force: true, maxRetries: 5 });
}

async function asAfterStart(app: RunningApp, provide: (app: RunningApp) => Promise<void>): Promise<void> {
  const check = watchErrors(app.page);
  await app.page.reload();
  await expect(searchBox(app.page)).toBeFocused();
  await provide(app);
  check();
}

/** Takes note of scripts that fail; the function returned checks that there was none. */
function watchErrors(page: Page): () => void {
  const errors: string[] = [];
  page.setDefaultTimeout(10_000);
  const note = (error: Error) => errors.push(error.message);
  page.on('pageerror', note);
  return () => {
    page.off('pageerror', note);
    expect(errors).toEqual([]);
  };
}
