/**
 * Runs an Electron program without Electron: `node e2e/host/run.ts <folder of the program> [arguments for it]`.
 * See README.md.
 */
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { app } from './app.ts';
import type { HostBrowserWindow } from './browser-window.ts';
import { openBrowser, type HostBrowser } from './browser.ts';
import { report, serveControl } from './control.ts';
import { hostEnvironment } from './environment.ts';
import { readProgram, type Program } from './program.ts';
import { setRunningBrowser } from './running-browser.ts';
import { findChromium } from '../../scripts/chromium.mjs';

/** A signal this long after the first, in milliseconds, is a second request, not an echo of the first. */
const ECHO_TIME = 1_000;

/** How long Chromium may take to close, in milliseconds, before the host goes without waiting for it. */
const CLOSING_TIME = 3_000;

const [folder = '.', ...given] = process.argv.slice(2);
const program = programOrEnd(folder);
let browser: Promise<HostBrowser> | null = null;
let version = '';
let askedToStop: number | null = null;

process.argv = [process.execPath, program.folder, ...given];
process.env['ABENDBOOK_HOST'] = '1';
Object.defineProperty(process, 'type', { value: 'browser' });
Object.defineProperty(process, 'versions', {
  value: Object.defineProperty({ ...process.versions }, 'chrome', { get: () => version, enumerable: true }),
});
registerHooks({
  resolve(specifier, context, next) {
    if (specifier !== 'electron' && specifier !== 'electron/main') return next(specifier, context);
    return { url: new URL('./electron.ts', import.meta.url).href, shortCircuit: true };
  },
});

// The program may still set its folders in the turn of the event loop in which it first waits for `ready`.
app.start(program, () => setImmediate(launch), shutDown);
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
// A parent that watches over the host takes it along when it goes.
process.on('disconnect', () => (hostEnvironment.driven ? app.exit(1) : app.quit()));
if (hostEnvironment.driven) serveControl();
if (hostEnvironment.script !== null) runWithFirstPage(hostEnvironment.script);

await import(pathToFileURL(program.main).href);
launch();

function programOrEnd(at: string): Program {
  try {
    return readProgram(at);
  } catch (caught) {
    console.error(caught instanceof Error ? caught.message : caught);
    process.exit(1);
  }
}

/** Quits when asked to; asked again, it does so even if the program objects because of unsaved work. */
function stop(): void {
  const now = Date.now();
  askedToStop ??= now;
  if (now - askedToStop > ECHO_TIME) app.exit(1);
  else app.quit();
}

function launch(): void {
  if (browser !== null || app.isQuitting) return;
  browser = openChromium();
  browser.then(
    (opened) => {
      setRunningBrowser(opened);
      version = opened.version;
      if (opened.endpoint !== null) report({ type: 'ready', endpoint: opened.endpoint });
      app.becomeReady();
    },
    (caught: unknown) => {
      console.error(caught instanceof Error ? caught.message : caught);
      app.exit(1);
    },
  );
}

async function openChromium(): Promise<HostBrowser> {
  const executable = hostEnvironment.chromium ?? findChromium();
  if (executable === null)
    throw new Error('No Chromium was found. Set ABENDBOOK_CHROMIUM to the path of one.');
  return openBrowser(join(app.getPath('sessionData'), 'Chromium'), {
    executable,
    headless: hostEnvironment.headless,
    debuggable: hostEnvironment.driven,
    sharedEndpoint: hostEnvironment.sharedEndpoint,
  });
}

function runWithFirstPage(script: string): void {
  const run = async (window: HostBrowserWindow) => {
    const loaded = (await import(pathToFileURL(script).href)) as {
      readonly default: (page: Page) => Promise<void>;
    };
    await loaded.default(await window.contents.whenOpen());
  };
  app.once('browser-window-created', (_event, window: HostBrowserWindow) => {
    window.once('show', () => void run(window));
  });
}

function shutDown(code: number): void {
  const leave = () => process.exit(code);
  if (browser === null) leave();
  setTimeout(leave, CLOSING_TIME);
  void browser?.then((opened) => opened.close()).then(leave, leave);
}
