import { join } from 'node:path';
import { BrowserWindow, dialog } from 'electron';
import type { ErrorLog } from './error-log.ts';
import { pageUrl } from './scheme.ts';
import { windowBackground } from './theme.ts';
import type { UnsavedEdits } from './unsaved-edits.ts';

interface WindowOptions {
  readonly unsavedEdits: UnsavedEdits;
  readonly log: ErrorLog;
  /** Told when the user chose to keep editing instead of closing. */
  readonly onStay: () => void;
  readonly development: boolean;
}

/** Opens the window. It shows itself once its page has something to see, at the place and size it had last time. */
export function openWindow({ unsavedEdits, log, onStay, development }: WindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    name: 'main',
    windowStatePersistence: true,
    title: 'Abendbook',
    width: 1280,
    height: 800,
    minWidth: 480,
    minHeight: 400,
    show: false,
    backgroundColor: windowBackground(),
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      devTools: development,
      // Elsewhere Chromium would fetch its dictionaries from the network.
      spellcheck: process.platform === 'darwin',
    },
  });
  window.once('ready-to-show', () => window.show());
  unsavedEdits.guard(window, {
    ask: (asking, question) => dialog.showMessageBox(asking, question),
    onStay,
  });
  // A page that is loaded anew has no edits yet.
  window.webContents.on('did-navigate', () => unsavedEdits.set(false));
  offerReloadAfterCrash(window, unsavedEdits, log);
  window.loadURL(pageUrl).catch((caught: unknown) => {
    log.write(`The page ${pageUrl} could not be loaded`, caught);
    if (!window.isDestroyed()) window.show();
  });
  return window;
}

/** Brings the window to the front, from wherever it is. */
export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

function offerReloadAfterCrash(window: BrowserWindow, unsavedEdits: UnsavedEdits, log: ErrorLog): void {
  window.webContents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit' || window.isDestroyed()) return;
    log.write('The window stopped working', details);
    unsavedEdits.set(false);
    void dialog
      .showMessageBox(window, {
        type: 'error',
        message: 'The window stopped working',
        detail: `Everything that you saved is safe in your knowledge base; an edit that was not saved is lost.\n\nThe details are in ${log.path}`,
        buttons: ['Reload the window', 'Close Abendbook'],
        defaultId: 0,
        cancelId: 0,
        noLink: true,
      })
      .then(({ response }) => (response === 0 ? window.reload() : window.close()));
  });
}
