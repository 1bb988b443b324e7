import type { HostBrowser } from './browser.ts';

let running: HostBrowser | null = null;

export function setRunningBrowser(browser: HostBrowser): void {
  running = browser;
}

/** The browser that windows open in. There is one from the moment the app is ready. */
export function runningBrowser(): HostBrowser {
  if (running === null) throw new Error('Chromium is not running yet.');
  return running;
}
