import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';

export interface TimedProgram {
  /** Where its package.json is. */
  readonly folder: string;
  /** Its data folder, which is used again with each start. */
  readonly home: string;
  /** What must show before it counts as usable, beside a search box with the focus. */
  readonly usableWhen: { readonly status?: string };
}

export interface StartTime {
  /** From the start of the process to the first usable frame. */
  readonly ms: number;
  /** The window was usable before it could be watched, so `ms` is too long rather than right. */
  readonly late: boolean;
}

interface Ready {
  readonly type: string;
  readonly endpoint: string;
}

/** Waits in the page, frame by frame, until it can be used. Resolves to when that was, on the clock of all processes. */
function watchForUse({
  status,
}: {
  readonly status?: string;
}): Promise<{ readonly at: number; readonly late: boolean }> {
  const usable = (): boolean =>
    document.activeElement instanceof HTMLInputElement &&
    document.activeElement.type === 'search' &&
    !document.activeElement.disabled &&
    (status === undefined ||
      (document.querySelector('[aria-label="Status"]')?.textContent ?? '').includes(status));
  const late = usable();
  return new Promise((resolve) => {
    const look = (): void => {
      // The frame that shows it ends with the next one's beginning.
      if (usable()) requestAnimationFrame((time) => resolve({ at: performance.timeOrigin + time, late }));
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}

/** Of a page without a script all that can be late is the first paint, and the page keeps the time of that. */
function firstPaint(): Promise<number> {
  return new Promise((resolve) => {
    new PerformanceObserver((list) => {
      const paint =
        list.getEntriesByName('first-contentful-paint')[0] ?? list.getEntriesByName('first-paint')[0];
      if (paint) resolve(performance.timeOrigin + paint.startTime);
    }).observe({ type: 'paint', buffered: true });
  });
}

async function usableAt(
  page: Page,
  usableWhen: TimedProgram['usableWhen'],
): Promise<{ at: number; late: boolean }> {
  const watched = await page.evaluate(watchForUse, usableWhen);
  if (!watched.late || usableWhen.status !== undefined) return watched;
  return { at: await page.evaluate(firstPaint), late: false };
}

/** Starts the program on the stand-in host, waits until it can be used, and stops it. */
export async function timeStart({ folder, home, usableWhen }: TimedProgram): Promise<StartTime> {
  const host = join(import.meta.dirname, '../e2e/host/run.ts');
  const started = performance.timeOrigin + performance.now();
  const child = fork(host, [folder], {
    execArgv: [],
    silent: true,
    env: { ...process.env, ABENDBOOK_HOME: home, ABENDBOOK_HOST_DRIVEN: '1' },
  });
  const exited = once(child, 'exit');
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  try {
    const endpoint = await new Promise<string>((resolve, reject) => {
      child.on('message', (message: Ready) => {
        if (message.type === 'ready') resolve(message.endpoint);
      });
      child.once('exit', (code) => reject(new Error(`The program ended with ${code}.\n${output}`)));
    });
    const browser = await chromium.connectOverCDP(endpoint, { noDefaults: true });
    const page = browser.contexts()[0]?.pages()[0];
    if (page === undefined) throw new Error('Chromium has no window.');
    if (page.url() === 'about:blank') await page.waitForURL(/^(?!about:)/, { waitUntil: 'commit' });
    const { at, late } = await usableAt(page, usableWhen);
    await browser.close();
    return { ms: at - started, late };
  } finally {
    child.kill('SIGTERM');
    await exited;
  }
}
