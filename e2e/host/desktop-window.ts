import type { BaseWindow, BrowserWindowConstructorOptions, Rectangle } from 'electron';
import { app } from './app.ts';
import { hostEnvironment } from './environment.ts';
import { focusedWindow, giveFocus } from './focus.ts';
import { HostEmitter } from './host-emitter.ts';
import { HostEvent } from './host-event.ts';
import { refuseMissing } from './missing.ts';
import { EMITTED, SILENT } from './window-events.ts';
import { savedBounds } from './window-state.ts';
import type { HostWebContents } from './web-contents.ts';

type Supported = Pick<
  BaseWindow,
  | 'show'
  | 'showInactive'
  | 'hide'
  | 'isVisible'
  | 'focus'
  | 'blur'
  | 'isFocused'
  | 'minimize'
  | 'isMinimized'
  | 'restore'
  | 'maximize'
  | 'unmaximize'
  | 'isMaximized'
  | 'setFullScreen'
  | 'isFullScreen'
  | 'setTitle'
  | 'getTitle'
  | 'getBounds'
  | 'setBounds'
  | 'getContentBounds'
  | 'getNormalBounds'
  | 'getSize'
  | 'setSize'
  | 'getContentSize'
  | 'setContentSize'
  | 'setMinimumSize'
  | 'getMinimumSize'
  | 'center'
  | 'setBackgroundColor'
  | 'setMenuBarVisibility'
  | 'setDocumentEdited'
  | 'setProgressBar'
  | 'flashFrame'
>;

/** What a desktop does with a window: it is kept track of, and told to the program. */
export abstract class DesktopWindow extends HostEmitter implements Supported {
  abstract readonly contents: HostWebContents;
  /** Under what the window's place is remembered; null where it is not. */
  protected readonly stateName: string | null;
  #bounds: Rectangle;
  #minimum: readonly [number, number];
  #title: string;
  #visible = false;
  #minimized = false;
  #maximized = false;
  #fullScreen = false;

  constructor(options: BrowserWindowConstructorOptions) {
    super('BrowserWindow', EMITTED, SILENT);
    this.stateName = options.windowStatePersistence && options.name ? options.name : null;
    this.#minimum = [options.minWidth ?? 0, options.minHeight ?? 0];
    this.#title = options.title ?? app.name;
    this.#bounds = this.#withinLimits(this.#firstBounds(options));
  }

  #firstBounds({ x = 0, y = 0, width = 800, height = 600 }: BrowserWindowConstructorOptions): Rectangle {
    const saved = this.stateName === null ? null : savedBounds(app.getPath('userData'), this.stateName);
    if (saved !== null) setImmediate(() => this.emit('persisted-state-restored', new HostEvent()));
    return { ...(saved ?? { x, y, width, height }), ...hostEnvironment.size };
  }

  #withinLimits(bounds: Rectangle): Rectangle {
    const [width, height] = this.#minimum;
    return { ...bounds, width: Math.max(bounds.width, width), height: Math.max(bounds.height, height) };
  }

  abstract isDestroyed(): boolean;

  show(): void {
    this.showInactive();
    this.focus();
  }

  showInactive(): void {
    if (this.#visible) return;
    this.#visible = true;
    this.emit('show', new HostEvent());
  }

  hide(): void {
    if (!this.#visible) return;
    this.blur();
    this.#visible = false;
    this.emit('hide', new HostEvent());
  }

  isVisible(): boolean {
    return this.#visible;
  }

  focus(): void {
    if (this.isDestroyed() || this.#minimized) return;
    this.contents.focus();
    if (this.isFocused()) return;
    focusedWindow()?.blur();
    giveFocus(this);
    this.emit('focus', new HostEvent());
    app.emit('browser-window-focus', new HostEvent(), this);
  }

  blur(): void {
    if (!this.isFocused()) return;
    giveFocus(null);
    this.emit('blur', new HostEvent());
    app.emit('browser-window-blur', new HostEvent(), this);
  }

  isFocused(): boolean {
    return focusedWindow() === this;
  }

  minimize(): void {
    if (this.#minimized) return;
    this.blur();
    this.#minimized = true;
    this.emit('minimize', new HostEvent());
  }

  isMinimized(): boolean {
    return this.#minimized;
  }

  restore(): void {
    if (!this.#minimized) return;
    this.#minimized = false;
    this.emit('restore', new HostEvent());
  }

  maximize(): void {
    this.#maximized = true;
    this.emit('maximize', new HostEvent());
  }

  unmaximize(): void {
    this.#maximized = false;
    this.emit('unmaximize', new HostEvent());
  }

  isMaximized(): boolean {
    return this.#maximized;
  }

  setFullScreen(flag: boolean): void {
    if (flag === this.#fullScreen) return;
    this.#fullScreen = flag;
    this.emit(flag ? 'enter-full-screen' : 'leave-full-screen', new HostEvent());
  }

  isFullScreen(): boolean {
    return this.#fullScreen;
  }

  setTitle(title: string): void {
    this.#title = title;
  }

  getTitle(): string {
    return this.#title;
  }

  getBounds(): Rectangle {
    return { ...this.#bounds };
  }

  setBounds(bounds: Partial<Rectangle>): void {
    const next = this.#withinLimits({ ...this.#bounds, ...bounds });
    const resized = next.width !== this.#bounds.width || next.height !== this.#bounds.height;
    this.#bounds = next;
    if (!resized) return;
    this.contents.resize(next);
    this.emit('resize', new HostEvent());
    this.emit('resized', new HostEvent());
  }

  /** The window has no frame here: all of it is content. */
  getContentBounds(): Rectangle {
    return this.getBounds();
  }

  getNormalBounds(): Rectangle {
    return this.getBounds();
  }

  getSize(): number[] {
    return [this.#bounds.width, this.#bounds.height];
  }

  setSize(width: number, height: number): void {
    this.setBounds({ width, height });
  }

  getContentSize(): number[] {
    return this.getSize();
  }

  setContentSize(width: number, height: number): void {
    this.setSize(width, height);
  }

  setMinimumSize(width: number, height: number): void {
    this.#minimum = [width, height];
    this.setBounds({});
  }

  getMinimumSize(): number[] {
    return [...this.#minimum];
  }

  // What only a desktop can show has no effect here.
  center(): void {}
  setBackgroundColor(_colour: string): void {}
  setMenuBarVisibility(_visible: boolean): void {}
  setDocumentEdited(_edited: boolean): void {}
  setProgressBar(_progress: number): void {}
  flashFrame(_flag: boolean): void {}
}
refuseMissing(DesktopWindow.prototype, 'BrowserWindow');
