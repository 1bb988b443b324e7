import { setTimeout as pause } from 'node:timers/promises';
import { chromium, type Browser, type Page } from 'playwright-core';
import { startHostProcess, type HostProcess } from './host-process.ts';
import type { LaunchOptions, RunningApp } from './running-app.ts';

/** How long the Chromium of a killed host may take to go, in milliseconds. */
const patience = 5_000;

/** Starts the built program on the stand-in host. */
export async function launchOnHost(options: LaunchOptions, home: string): Promise<RunningApp> {
  const host = startHostProcess(options, home);
  const browser = await chromium.connectOverCDP(await host.endpoint, { noDefaults: true });
  const disconnected = new Promise<unknown>((resolve) => {
    browser.once('disconnected', resolve);
  });
  // Chromium notices by itself that its host has gone, and goes too. Until then it writes to the data folder.
  const gone = host.exited
    .then(() => Promise.race([disconnected, pause(patience)]))
    .then(() => browser.close())
    .catch(() => {});
  const page = await firstPage(browser);
  await shown(host);

  const kill = async () => {
    host.child.kill('SIGKILL');
    await gone;
  };
  const close = async () => {
    host.child.kill('SIGTERM');
    return host.exited;
  };
  const windows = () => host.ask('windows');
  return {
    runtime: 'host',
    home,
    page,
    window: {
      all: windows,
      state: async () => {
        const [first] = await windows();
        if (first === undefined) throw new Error('No window is open.');
        return first;
      },
      resize: (size) => host.ask('resizeWindow', size),
      minimize: () => host.ask('minimizeWindow'),
      close: () => host.ask('closeWindow'),
    },
    menu: {
      items: () => host.ask('menuItems'),
      click: (idOrLabels) => host.ask('clickMenuItem', [idOrLabels].flat()),
    },
    dialogs: {
      answerNext: (answer) => host.ask('answerDialog', answer),
      seen: () => host.ask('shownDialogs'),
    },
    shellCalls: () => host.ask('shellCalls'),
    notifications: {
      seen: () => host.ask('shownNotifications'),
      click: () => host.ask('clickNotification'),
    },
    clipboardText: () => host.ask('clipboardText'),
    systemBecomes: (scheme) => host.ask('systemBecomes', scheme),
    output: host.output,
    exited: host.exited,
    close,
    kill,
    restart: async (others = {}) => {
      await close();
      return launchOnHost({ ...options, ...others }, home);
    },
    secondInstance: async (args = []) => {
      const second = startHostProcess({ ...options, args }, home);
      return { exitCode: await second.exited };
    },
  };
}

/** The page of the program's first window, once it shows the program. */
async function firstPage(browser: Browser): Promise<Page> {
  const [context] = browser.contexts();
  if (context === undefined) throw new Error('Chromium has no window.');
  const page = context.pages()[0] ?? (await context.waitForEvent('page'));
  if (!page.url().startsWith('https:')) await page.waitForURL(/^https:/, { waitUntil: 'commit' });
  await page.waitForLoadState('load');
  return page;
}

async function shown(host: HostProcess): Promise<void> {
  while ((await host.ask('windows'))[0]?.visible !== true) await pause(20);
}
