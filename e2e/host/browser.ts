import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

export interface BrowserChoice {
  /** Absolute path of Chromium's executable. */
  readonly executable: string;
  readonly headless: boolean;
  /** Opens a debugging port on 127.0.0.1, so that a test can look at the same pages. */
  readonly debuggable: boolean;
  /** A running Chromium to open windows in, instead of one of its own; used where many small programs are run. */
  readonly sharedEndpoint: string | null;
}

/** The Chromium that shows a program's windows. */
export interface HostBrowser {
  readonly version: string;
  /** The address for `connectOverCDP`, where the browser is debuggable. */
  readonly endpoint: string | null;
  /** A blank page in a window of its own. */
  newPage(): Promise<Page>;
  readonly context: BrowserContext;
  close(): Promise<void>;
}

/** No page reaches any network, whatever it tries: the program's own addresses never get as far as a lookup. */
export const hostArguments: readonly string[] = ['--host-resolver-rules=MAP * ~NOTFOUND'];

/** How long a Chromium of a killed run may hold on to its profile, in milliseconds. */
const PROFILE_PATIENCE = 5_000;

/** Starts Chromium on the profile in `profileFolder`, or joins the shared one. */
export async function openBrowser(profileFolder: string, choice: BrowserChoice): Promise<HostBrowser> {
  return choice.sharedEndpoint === null
    ? ownBrowser(profileFolder, choice)
    : sharedBrowser(choice.sharedEndpoint);
}

async function ownBrowser(profileFolder: string, choice: BrowserChoice): Promise<HostBrowser> {
  const context = await launch(profileFolder, choice);
  const blank = context.pages();
  return {
    version: context.browser()?.version() ?? '',
    endpoint: choice.debuggable ? readEndpoint(profileFolder) : null,
    context,
    newPage: async () => blank.shift() ?? (await context.newPage()),
    close: () => context.close(),
  };
}

async function sharedBrowser(endpoint: string): Promise<HostBrowser> {
  const browser: Browser = await chromium.connectOverCDP(endpoint);
  const context = await browser.newContext({ viewport: null, colorScheme: null, serviceWorkers: 'block' });
  return {
    version: browser.version(),
    endpoint: null,
    context,
    newPage: () => context.newPage(),
    close: () => context.close(),
  };
}

async function launch(profileFolder: string, choice: BrowserChoice): Promise<BrowserContext> {
  const deadline = Date.now() + PROFILE_PATIENCE;
  for (;;) {
    try {
      return await chromium.launchPersistentContext(profileFolder, {
        executablePath: choice.executable,
        headless: choice.headless,
        viewport: null,
        colorScheme: null,
        serviceWorkers: 'block',
        acceptDownloads: false,
        handleSIGINT: false,
        handleSIGTERM: false,
        handleSIGHUP: false,
        ignoreDefaultArgs: ['--enable-automation'],
        args: [
          ...hostArguments,
          ...(choice.debuggable ? ['--remote-debugging-port=0'] : []),
          ...(choice.headless ? [] : ['--app=data:,', '--test-type']),
        ],
      });
    } catch (caught) {
      // A killed run's Chromium needs a moment to let go of the profile.
      if (
        Date.now() > deadline ||
        !/ProcessSingleton|existing browser session|has been closed/i.test(String(caught))
      ) {
        throw caught;
      }
    }
  }
}

/** Where the Chromium that runs on the profile listens for debuggers. */
export function readEndpoint(profileFolder: string): string {
  const [port, path] = readFileSync(join(profileFolder, 'DevToolsActivePort'), 'utf8').split('\n');
  return `ws://127.0.0.1:${port}${path}`;
}
