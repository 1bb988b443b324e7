import { rm } from 'node:fs/promises';
import { test as base } from '@playwright/test';
import { launchApp } from './launch/launch-app.ts';
import type { LaunchOptions, RunningApp } from './launch/running-app.ts';

export { expect } from '@playwright/test';
export type * from './launch/running-app.ts';

interface Fixtures {
  /** Starts the program. Every start has a data folder of its own unless told otherwise, and is over at the end of the test. */
  launchApp: (options?: LaunchOptions) => Promise<RunningApp>;
  /** How `app` is started; set it with `test.use({ appOptions: … })`. */
  appOptions: LaunchOptions;
  /** The program, started on an empty data folder. */
  app: RunningApp;
}

/** Playwright's `test` for the real program, on Electron or on the stand-in host. */
export const test = base.extend<Fixtures>({
  appOptions: [{}, { option: true }],

  launchApp: async ({ browserName: _browser }, provide, info) => {
    const started: RunningApp[] = [];
    const follow = (app: RunningApp): RunningApp => {
      const followed = {
        ...app,
        restart: async (options?: Omit<LaunchOptions, 'home'>) => follow(await app.restart(options)),
      };
      started.push(followed);
      return followed;
    };
    await provide(async (options = {}) => follow(await launchApp(options)));

    for (const app of started) {
      if (info.status !== info.expectedStatus) await attach(app, info);
      await app.kill();
    }
    for (const home of new Set(started.map((app) => app.home))) {
      await rm(home, { recursive: true, force: true, maxRetries: 5 });
    }
  },

  app: async ({ launchApp: launch, appOptions }, provide) => {
    await provide(await launch(appOptions));
  },
});

async function attach(app: RunningApp, info: ReturnType<typeof base.info>): Promise<void> {
  await info.attach('output of the main process', { body: app.output(), contentType: 'text/plain' });
  const screenshot = await app.page.screenshot({ timeout: 2_000 }).catch(() => null);
  if (screenshot !== null) await info.attach('the window', { body: screenshot, contentType: 'image/png' });
}
