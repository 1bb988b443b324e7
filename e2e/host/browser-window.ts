import { pathToFileURL } from 'node:url';
import type { BrowserWindow, BrowserWindowConstructorOptions, WebContents } from 'electron';
import { app } from './app.ts';
import { asBrowserWindow, asWebContents } from './as-electron.ts';
import { DesktopWindow } from './desktop-window.ts';
import { emitCancellable, HostEvent } from './host-event.ts';
import { pageAccelerators, triggerAccelerator } from './menu.ts';
import { openWindows, windowClosed, windowOpened } from './open-windows.ts';
import { HostWebContents } from './web-contents.ts';
import { checkWebPreferences } from './web-preferences.ts';
import { saveBounds } from './window-state.ts';

type Supported = Pick<
  BrowserWindow,
  'id' | 'loadURL' | 'loadFile' | 'reload' | 'isDestroyed' | 'close' | 'destroy'
>;

let made = 0;

/** A window with its page. */
export class HostBrowserWindow extends DesktopWindow implements Supported {
  readonly id: number;
  readonly contents: HostWebContents;
  #destroyed = false;

  constructor(options: BrowserWindowConstructorOptions = {}) {
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready');
    super(options);
    const preferences = checkWebPreferences(options.webPreferences);
    made += 1;
    this.id = made;
    this.contents = new HostWebContents(preferences, this.getBounds(), {
      painted: () => this.emit('ready-to-show', new HostEvent()),
      mayClose: () => !emitCancellable(this, 'close'),
      gone: () => this.destroy(),
      accelerators: pageAccelerators,
      accelerator: (id) => triggerAccelerator(id, this),
    });
    this.contents.on('page-title-updated', (_event, title: string) => this.#pageTitle(title));
    windowOpened(this);
    app.emit('web-contents-created', new HostEvent(), this.webContents);
    app.emit('browser-window-created', new HostEvent(), this);
    if (options.show !== false) this.show();
  }

  #pageTitle(title: string): void {
    if (!emitCancellable(this, 'page-title-updated', {}, title, true)) this.setTitle(title);
  }

  get webContents(): WebContents {
    return asWebContents(this.contents);
  }

  loadURL(url: string): Promise<void> {
    return this.contents.loadURL(url);
  }

  loadFile(path: string): Promise<void> {
    return this.contents.loadURL(pathToFileURL(path).href);
  }

  reload(): void {
    this.contents.reload();
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  /** Closes the window as a user does: the program may refuse. */
  close(): void {
    if (this.#destroyed) return;
    if (emitCancellable(this, 'close')) app.cancelQuit();
    else setImmediate(() => this.destroy());
  }

  destroy(): void {
    if (this.#destroyed) return;
    if (this.stateName !== null) saveBounds(app.getPath('userData'), this.stateName, this.getBounds());
    this.blur();
    this.#destroyed = true;
    this.contents.destroy();
    this.emit('closed');
    windowClosed(this);
  }

  static getAllWindows(): BrowserWindow[] {
    return openWindows().map(asBrowserWindow);
  }

  static getFocusedWindow(): BrowserWindow | null {
    const window = openWindows().find((one) => one.isFocused());
    return window === undefined ? null : asBrowserWindow(window);
  }

  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return HostBrowserWindow.fromId(
      openWindows().find((window) => window.contents.id === contents.id)?.id ?? 0,
    );
  }

  static fromId(id: number): BrowserWindow | null {
    const window = openWindows().find((one) => one.id === id);
    return window === undefined ? null : asBrowserWindow(window);
  }
}
HostBrowserWindow satisfies Pick<
  typeof BrowserWindow,
  'getAllWindows' | 'getFocusedWindow' | 'fromWebContents' | 'fromId'
>;
