import type { WebContents } from 'electron';
import { HostEmitter } from './host-emitter.ts';
import { refuseMissing } from './missing.ts';
import type { ToPage } from './page/messages.ts';
import { recordPrint } from './printing.ts';
import type { Size, Surface } from './surface.ts';
import { EMITTED, SILENT } from './web-contents-events.ts';

type Supported = Pick<
  WebContents,
  | 'setZoomLevel'
  | 'getZoomLevel'
  | 'setZoomFactor'
  | 'getZoomFactor'
  | 'zoomLevel'
  | 'zoomFactor'
  | 'print'
  | 'printToPDF'
  | 'openDevTools'
  | 'closeDevTools'
  | 'isDevToolsOpened'
  | 'undo'
  | 'redo'
  | 'cut'
  | 'copy'
  | 'paste'
  | 'selectAll'
>;

/** What can be done to a page from outside: zooming, editing in the field that has the focus, printing. */
export abstract class PageControls extends HostEmitter implements Supported {
  #zoomLevel: number;

  constructor(zoomFactor: number) {
    super('webContents', EMITTED, SILENT);
    this.#zoomLevel = levelOf(zoomFactor);
  }

  abstract getURL(): string;
  /** Tells the host's own code in the page. */
  abstract post(message: ToPage): void;
  /** Does `work` once the page is open. */
  protected abstract later(work: (surface: Surface) => Promise<void>): void;

  get zoomLevel(): number {
    return this.#zoomLevel;
  }

  set zoomLevel(level: number) {
    this.#zoomLevel = level;
    this.later(async (surface) => {
      await surface.zoom(1.2 ** level);
      this.post({ type: 'zoom', level });
    });
  }

  get zoomFactor(): number {
    return 1.2 ** this.#zoomLevel;
  }

  set zoomFactor(factor: number) {
    this.zoomLevel = levelOf(factor);
  }

  setZoomLevel(level: number): void {
    this.zoomLevel = level;
  }

  getZoomLevel(): number {
    return this.zoomLevel;
  }

  setZoomFactor(factor: number): void {
    this.zoomFactor = factor;
  }

  getZoomFactor(): number {
    return this.zoomFactor;
  }

  resize(size: Size): void {
    this.later((surface) => surface.resize(size));
  }

  showColours(scheme: 'light' | 'dark' | 'no-override'): void {
    this.later((surface) => surface.showColours(scheme));
  }

  print(_options?: object, callback?: (success: boolean, failureReason: string) => void): void {
    recordPrint(this.getURL());
    setImmediate(() => callback?.(true, ''));
  }

  async printToPDF(): Promise<Buffer<ArrayBuffer>> {
    const { promise, resolve } = Promise.withResolvers<Buffer>();
    this.later(async ({ page }) => resolve(await page.pdf()));
    return Buffer.from(new Uint8Array(await promise));
  }

  // There are no developer tools in a window of the host; Chromium's own debugging port serves tests.
  openDevTools(): void {}
  closeDevTools(): void {}
  isDevToolsOpened(): boolean {
    return false;
  }

  undo(): void {
    this.edit('Undo');
  }

  redo(): void {
    this.edit('Redo');
  }

  cut(): void {
    this.edit('Cut');
  }

  copy(): void {
    this.edit('Copy');
  }

  paste(): void {
    this.edit('Paste');
  }

  selectAll(): void {
    this.edit('SelectAll');
  }

  /** Does an editing command of Chromium in the field that has the focus. */
  edit(command: string): void {
    this.later((surface) => surface.edit(command));
  }
}
refuseMissing(PageControls.prototype, 'webContents');

function levelOf(factor: number): number {
  return Math.log(factor) / Math.log(1.2);
}
