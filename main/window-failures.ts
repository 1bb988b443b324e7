import { dialog, type BrowserWindow } from 'electron';
import type { ErrorLog } from './error-log.ts';

/** Chromium's code for a load that another load replaced: nothing is wrong then. */
const loadReplaced = -3;

interface WindowFailuresOptions {
  readonly log: ErrorLog;
  /** Told when the page is gone, and with it whatever was not saved. */
  readonly onPageLost: () => void;
}

/** When the page cannot be loaded or stops working, says so and offers to load it again, instead of leaving a blank window. */
export function offerReload(window: BrowserWindow, { log, onPageLost }: WindowFailuresOptions): void {
  const { webContents } = window;
  webContents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit') return;
    onPageLost();
    log.write('The window stopped working', details);
    void ask(window, 'The window stopped working', 'An edit that was not saved is lost.', log);
  });
  webContents.on('did-fail-load', (_event, code, description, url, isMainFrame) => {
    if (!isMainFrame || code === loadReplaced) return;
    log.write('The page could not be loaded', { code, description, url });
    void ask(window, 'The window could not be loaded', `${url}: ${description || `error ${code}`}`, log);
  });
  webContents.on('preload-error', (_event, path, error) => {
    log.write(`The script ${path} failed`, error);
    void ask(window, 'The window cannot reach the program', error.message, log);
  });
}

async function ask(window: BrowserWindow, message: string, what: string, log: ErrorLog): Promise<void> {
  if (window.isDestroyed()) return;
  // It may not have come to showing itself.
  window.show();
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message,
    detail: `${what}\n\nEverything that you saved is safe in your knowledge base. The details are in ${log.path}`,
    buttons: ['Reload the window', 'Close the window'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  if (window.isDestroyed()) return;
  if (response === 0) window.reload();
  else window.close();
}
