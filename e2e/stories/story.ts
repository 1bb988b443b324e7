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
}

interface WorkerFixtures {
  /** A knowledge base with the starter entries, made once; to be copied, never opened. */
  starterFile: string;
  sharedApp: RunningApp;
}

export const usualSize = { width: 1280, height: 800 } as const;

/** Playwright's `test` for what a user does with the program. A script of the page that fails, fails the test. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  starterFile: [
    async ({ browserName: _browser }, provide) => {
      const folder = await mkdtemp(join(tmpdir(), 'abendbook-starter-'));
      const file = join(folder, 'starter.db');
      await kb(file, 'init', '--starter');
      await provide(file);
      await rm(folder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],

  sharedApp: [
    async ({ starterFile }, provide) => {
      const home = await newHome(starterFile);
      const app = await launchApp({ home, size: usualSize });
      await provide(app);
      await app.kill();
      await rm(home, { recursive: true, force: true, maxRetries: 5 });
    },
    { scope: 'worker' },
  ],

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

  reader: async ({ sharedApp }, provide) => {
    const check = watchErrors(sharedApp.page);
    await sharedApp.page.reload();
    await expect(searchBox(sharedApp.page)).toBeFocused();
    await provide(sharedApp);
    check();
  },
});

/** Takes note of scripts that fail; the function returned checks that there was none. */
function watchErrors(page: Page): () => void {
  const errors: string[] = [];
  page.setDefaultTimeout(10_000);
  page.on('pageerror', (error) => errors.push(error.message));
  return () => expect(errors).toEqual([]);
}
