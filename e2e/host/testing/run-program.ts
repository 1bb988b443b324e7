import { fork } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import { chromium, type BrowserContext } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { findChromium } from '../../../scripts/chromium.mjs';
import { hostArguments, readEndpoint } from '../browser.ts';

/** A tiny Electron program, as a test writes it. */
export interface TinyProgram {
  /** The main process, an ES module. See `PRELUDE` for what it has at hand. */
  readonly main: string;
  /** The preload, CommonJS; `say(value)` in it arrives among what the program said. */
  readonly preload?: string;
  /** The body of the page at `tiny://app/index.html`. */
  readonly body?: string;
  /** The script of the page, a file of its own. */
  readonly page?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Called with each thing that the program says, as it says it. */
  readonly onSay?: (value: unknown) => void;
  /** The data folder; a fresh one unless given. */
  readonly home?: string;
}

export interface Ended {
  readonly exitCode: number | null;
  /** What the program said with `say(value)`, oldest first. */
  readonly said: readonly unknown[];
  readonly errors: string;
}

/** What every main process of a test starts with. */
const PRELUDE = `
import * as electron from 'electron';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
const { app, BrowserWindow, dialog, ipcMain, Menu, MenuItem, nativeTheme, protocol, session, shell } = electron;
const say = (value) => process.send(value);
const sayError = (work) => { try { work(); say('no error'); } catch (error) { say(error.message); } };
const folder = import.meta.dirname;
app.setPath('userData', process.env.TINY_HOME);
const serveTiny = (extra = {}) =>
  protocol.handle('tiny', async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname === '/index.html') {
      const headers = { 'content-type': 'text/html', 'content-security-policy': "default-src 'self'", ...extra };
      return new Response(await readFile(join(folder, 'index.html')), { headers });
    }
    if (pathname === '/page.js') {
      return new Response(await readFile(join(folder, 'page.js')), { headers: { 'content-type': 'text/javascript' } });
    }
    return new Response('nothing here', { status: 404 });
  });
const registerTiny = () =>
  protocol.registerSchemesAsPrivileged([
    { scheme: 'tiny', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
const openTiny = async (options = {}) => {
  const { webPreferences, ...others } = options;
  const window = new BrowserWindow({ ...others, webPreferences: { preload: join(folder, 'preload.cjs'), ...webPreferences } });
  await window.loadURL('tiny://app/index.html');
  return window;
};
ipcMain.on('say', (_event, value) => say(value));
ipcMain.on('end', () => app.quit());
app.on('web-contents-created', (_event, contents) => {
  contents.on('console-message', ({ level, message }) => console.error(level, message));
});
`;

const PRELOAD_PRELUDE = `
const { contextBridge, ipcRenderer, webFrame } = require('electron');
const say = (value) => ipcRenderer.send('say', value);
const end = () => ipcRenderer.send('end');
`;

/** How long a program may run, in milliseconds. */
const LONGEST_RUN = 15_000;

const RUN = fileURLToPath(new URL('../run.ts', import.meta.url));

/** Gives the tests of a file one Chromium, and returns the function that runs programs in it. */
export function useTinyPrograms(): (program: TinyProgram) => Promise<Ended> {
  let folder = '';
  let browser: BrowserContext | null = null;
  let endpoint = '';

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'abendbook-host-'));
    const executablePath = findChromium();
    if (executablePath === null)
      throw new Error('These tests need a Chromium; set ABENDBOOK_CHROMIUM to its path.');
    const profile = join(folder, 'profile');
    browser = await chromium.launchPersistentContext(profile, {
      executablePath,
      args: [...hostArguments, '--remote-debugging-port=0'],
    });
    endpoint = readEndpoint(profile);
  });
  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  return async (program) => runIn(await mkdtemp(join(folder, 'program-')), program, endpoint);
}

async function runIn(folder: string, program: TinyProgram, endpoint: string): Promise<Ended> {
  const { main, preload = '', body = '', page = '', environment = {}, home = join(folder, 'home') } = program;
  const html = `<!doctype html><html lang="en"><title>Tiny</title><body>${body}<script src="page.js"></script></body></html>`;
  await Promise.all([
    writeFile(
      join(folder, 'package.json'),
      JSON.stringify({ name: 'tiny', version: '1.2.3', type: 'module', main: 'main.js' }),
    ),
    writeFile(join(folder, 'main.js'), PRELUDE + main),
    writeFile(join(folder, 'preload.cjs'), PRELOAD_PRELUDE + preload),
    writeFile(join(folder, 'index.html'), html),
    writeFile(join(folder, 'page.js'), page),
  ]);
  const child = fork(RUN, [folder], {
    execArgv: [],
    silent: true,
    serialization: 'advanced',
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      TINY_HOME: home,
      TINY_HOST: new URL('..', import.meta.url).href,
      ABENDBOOK_HOST_BROWSER: endpoint,
      ...environment,
    },
  });
  const said: unknown[] = [];
  let errors = '';
  child.on('message', (value) => {
    said.push(value);
    program.onSay?.(value);
  });
  child.stderr?.on('data', (part: Buffer) => {
    errors += part.toString();
  });
  const giveUp = setTimeout(() => child.kill('SIGKILL'), LONGEST_RUN);
  const exitCode = await new Promise<number | null>((resolve) => {
    child.once('close', resolve);
  });
  clearTimeout(giveUp);
  if (exitCode === null) throw new Error(`The program did not end. It said ${inspect(said)}\n${errors}`);
  return { exitCode, said, errors };
}
