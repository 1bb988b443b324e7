import { mkdirSync } from 'node:fs';
import type { App } from 'electron';
import { AppPaths, type PathName } from './app-paths.ts';
import { CommandLine } from './command-line.ts';
import { emitCancellable, HostEvent } from './host-event.ts';
import { HostEmitter } from './host-emitter.ts';
import { refuseMissing } from './missing.ts';
import { onLastWindowClosed, openWindows } from './open-windows.ts';
import type { Program } from './program.ts';
import { takeInstanceLock, type InstanceLock } from './single-instance.ts';

const EMITTED = [
  'will-finish-launching',
  'ready',
  'activate',
  'window-all-closed',
  'before-quit',
  'will-quit',
  'quit',
  'second-instance',
  'browser-window-created',
  'browser-window-focus',
  'browser-window-blur',
  'web-contents-created',
  'render-process-gone',
];
const SILENT = [
  'child-process-gone',
  'certificate-error',
  'select-client-certificate',
  'login',
  'open-file',
  'open-url',
  'gpu-info-update',
  'accessibility-support-changed',
  'continue-activity',
  'new-window-for-tab',
  'session-created',
];

type Supported = Pick<
  App,
  | 'whenReady'
  | 'isReady'
  | 'quit'
  | 'exit'
  | 'getPath'
  | 'setPath'
  | 'getName'
  | 'setName'
  | 'name'
  | 'getVersion'
  | 'getAppPath'
  | 'getLocale'
  | 'getSystemLocale'
  | 'getPreferredSystemLanguages'
  | 'isPackaged'
  | 'commandLine'
  | 'requestSingleInstanceLock'
  | 'hasSingleInstanceLock'
  | 'releaseSingleInstanceLock'
  | 'enableSandbox'
  | 'disableHardwareAcceleration'
  | 'setAppUserModelId'
  | 'setAboutPanelOptions'
  | 'showAboutPanel'
  | 'focus'
  | 'dock'
>;

class HostApp extends HostEmitter implements Supported {
  readonly isPackaged = false;
  readonly dock = undefined;
  readonly commandLine = new CommandLine();
  name = 'Electron';
  #version = '0.0.0';
  #folder = process.cwd();
  #ready = false;
  #quitting = false;
  #exitCode = 0;
  #lock: InstanceLock | null = null;
  readonly #paths = new AppPaths(() => this.name);
  readonly #whenReady = Promise.withResolvers<void>();
  #launch: () => void = () => {};
  #shutDown: (code: number) => void = (code) => process.exit(code);

  constructor() {
    super('app', EMITTED, SILENT);
    onLastWindowClosed(() => this.#allWindowsClosed());
  }

  /** Tells the app which program it is. `launch` is called when the program first waits for `ready`. */
  start(program: Program, launch: () => void, shutDown: (code: number) => void): void {
    this.name = program.name;
    this.#version = program.version;
    this.#folder = program.folder;
    this.#launch = launch;
    this.#shutDown = shutDown;
  }

  /** Chromium runs: windows may be opened from now on. */
  becomeReady(): void {
    if (this.#ready || this.#quitting) return;
    this.emit('will-finish-launching', new HostEvent());
    this.#ready = true;
    this.emit('ready', new HostEvent(), {});
    this.#whenReady.resolve();
  }

  whenReady(): Promise<void> {
    this.#launch();
    return this.#whenReady.promise;
  }

  isReady(): boolean {
    return this.#ready;
  }

  get isQuitting(): boolean {
    return this.#quitting;
  }

  quit(): void {
    if (this.#quitting) return;
    if (emitCancellable(this, 'before-quit')) return;
    this.#quitting = true;
    const windows = openWindows();
    if (windows.length === 0) this.#willQuit();
    for (const window of windows) window.close();
  }

  /** A window refused to close, so the app stays. */
  cancelQuit(): void {
    this.#quitting = false;
  }

  exit(exitCode = 0): void {
    this.#quitting = true;
    this.#exitCode = exitCode;
    onLastWindowClosed(() => {});
    for (const window of openWindows()) window.destroy();
    this.#leave();
  }

  #allWindowsClosed(): void {
    if (this.#quitting) this.#willQuit();
    else if (this.listenerCount('window-all-closed') > 0) this.emit('window-all-closed');
    else this.quit();
  }

  #willQuit(): void {
    if (emitCancellable(this, 'will-quit')) this.#quitting = false;
    else this.#leave();
  }

  #leave(): void {
    this.emit('quit', new HostEvent(), this.#exitCode);
    this.releaseSingleInstanceLock();
    this.#shutDown(this.#exitCode);
  }

  requestSingleInstanceLock(additionalData: Record<PropertyKey, unknown> = {}): boolean {
    if (this.#lock !== null) return true;
    const self = { argv: process.argv, workingDirectory: process.cwd(), additionalData };
    this.#lock = takeInstanceLock(this.getPath('userData'), self, (other) => {
      const deliver = () =>
        this.emit(
          'second-instance',
          new HostEvent(),
          other.argv,
          other.workingDirectory,
          other.additionalData,
        );
      void this.#whenReady.promise.then(deliver);
    });
    return this.#lock !== null;
  }

  hasSingleInstanceLock(): boolean {
    return this.#lock !== null;
  }

  releaseSingleInstanceLock(): void {
    this.#lock?.release();
    this.#lock = null;
  }

  getPath(name: PathName): string {
    return this.#paths.get(name);
  }

  setPath(name: PathName, path: string): void {
    this.#paths.set(name, path);
    if (name === 'userData') mkdirSync(path, { recursive: true });
  }

  getName(): string {
    return this.name;
  }

  setName(name: string): void {
    this.name = name;
  }

  getVersion(): string {
    return this.#version;
  }

  getAppPath(): string {
    return this.#folder;
  }

  getLocale(): string {
    return Intl.DateTimeFormat().resolvedOptions().locale;
  }

  getSystemLocale(): string {
    return this.getLocale();
  }

  getPreferredSystemLanguages(): string[] {
    return [this.getLocale()];
  }

  enableSandbox(): void {
    if (this.#ready) throw new Error('app.enableSandbox() can only be called before app is ready');
  }

  disableHardwareAcceleration(): void {
    if (this.#ready)
      throw new Error('app.disableHardwareAcceleration() can only be called before app is ready');
  }

  focus(): void {
    openWindows().at(-1)?.focus();
  }

  // What only a desktop can show or use has no effect here.
  setAppUserModelId(_id: string): void {}
  setAboutPanelOptions(_options: object): void {}
  showAboutPanel(): void {}
}

export const app = new HostApp();
refuseMissing(HostApp.prototype, 'app');
