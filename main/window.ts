import { join } from 'node:path';
import { BrowserWindow, dialog, type MessageBoxOptions } from 'electron';
import type { ErrorLog } from './error-log.ts';
import { guardRunningUpgrade } from './running-upgrade-guard.ts';
import { pageUrl } from './scheme.ts';
import { windowBackground } from './theme.ts';
import type { UnsavedEdits } from './unsaved-edits.ts';
import type { Upgrades } from './upgrades.ts';
import { offerReload } from './window-failures.ts';

interface WindowOptions {
  readonly unsavedEdits: UnsavedEdits;
  readonly upgrades: Upgrades;
  readonly log: ErrorLog;
  /** Told when the window stays open although it was to close. */
  readonly onStay: () => void;
  readonly development: boolean;
}

/** Opens the window. It shows itself once its page has something to see, at the place and size it had last time. */
export function openWindow({
  unsavedEdits,
  upgrades,
  log,
  onStay,
  development,
}: WindowOptions): BrowserWindow {
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
  const ask = (asking: BrowserWindow, question: MessageBoxOptions) => dialog.showMessageBox(asking, question);
  unsavedEdits.guard(window, { ask, onStay });
  guardRunningUpgrade(window, upgrades, { ask, onStay });
  const forgetEdits = (): void => unsavedEdits.set(false);
  window.webContents.on('did-navigate', forgetEdits);
  offerReload(window, { log, onPageLost: forgetEdits });
  // A failure is told by did-fail-load as well, which also sees later loads.
  window.loadURL(pageUrl).catch(() => undefined);
  return window;
}

/** Brings the window to the front, from wherever it is. */
export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
