import type { Page } from 'playwright-core';
import type { WebContents, WebFrameMain } from 'electron';
import { asWebFrameMain } from './as-electron.ts';
import { HostFrame } from './frame.ts';
import { HostEvent } from './host-event.ts';
import { Navigation, type WindowOpenHandler } from './navigation.ts';
import { nativeTheme } from './native-theme.ts';
import { serve } from './network.ts';
import type { ToPage } from './page/messages.ts';
import { PageControls } from './page-controls.ts';
import { followPage } from './page-events.ts';
import { PageMessages, type WindowDuties } from './page-messages.ts';
import { codec, PreloadLink } from './preload-link.ts';
import { runningBrowser } from './running-browser.ts';
import { defaultSession } from './session.ts';
import { Surface, type Size } from './surface.ts';
import type { CheckedPreferences } from './web-preferences.ts';

type Supported = Pick<
  WebContents,
  | 'id'
  | 'send'
  | 'loadURL'
  | 'reload'
  | 'getURL'
  | 'getTitle'
  | 'isDestroyed'
  | 'isLoading'
  | 'isCrashed'
  | 'focus'
  | 'getType'
  | 'setWindowOpenHandler'
>;

let made = 0;

/** The page of a window. It is opened in Chromium while the program goes on; what is asked of it meanwhile waits. */
export class HostWebContents extends PageControls implements Supported {
  readonly id: number;
  readonly session = defaultSession;
  readonly frame: HostFrame;
  readonly navigation = new Navigation(this);
  readonly #opened: Promise<Surface>;
  readonly #preferences: CheckedPreferences;
  readonly #duties: WindowDuties;
  #page: Page | null = null;
  #link: PreloadLink | null = null;
  #title = '';
  #loading = false;
  #crashed = false;
  #destroyed = false;

  constructor(preferences: CheckedPreferences, size: Size, duties: WindowDuties) {
    super(preferences.zoomFactor);
    made += 1;
    this.id = made;
    this.#preferences = preferences;
    this.#duties = duties;
    this.frame = new HostFrame(this.id, () => this.#page);
    this.#opened = this.#open(size);
    // A page that cannot be opened is reported by what waits for it.
    this.#opened.catch(() => {});
  }

  async #open(size: Size): Promise<Surface> {
    const browser = runningBrowser();
    const page = await browser.newPage();
    const session = await browser.context.newCDPSession(page);
    const surface = new Surface(page, session, size);
    const link = new PreloadLink(session);
    const messages = new PageMessages(this, this.#duties);
    this.#page = page;
    this.#link = link;
    followPage(page, session, this);
    await Promise.all([
      surface.resize(size),
      surface.showColours(nativeTheme.pageScheme),
      serve(page, (url) => this.navigation.may(url), this.id),
      link.install({
        preload: this.#preferences.preload,
        additionalArguments: this.#preferences.additionalArguments,
        zoomLevel: this.zoomLevel,
        onMessage: (message, answer) => messages.take(message, answer),
      }),
    ]);
    if (this.zoomLevel !== 0) await surface.zoom(this.zoomFactor);
    return surface;
  }

  get mainFrame(): WebFrameMain {
    return asWebFrameMain(this.frame);
  }

  /** The page in Chromium, once it is there. */
  async whenOpen(): Promise<Page> {
    const { page } = await this.#opened;
    return page;
  }

  /** Absolute path of the preload; empty where there is none. */
  get preloadPath(): string {
    return this.#preferences.preload ?? '';
  }

  async loadURL(url: string): Promise<void> {
    const page = await this.whenOpen();
    this.#crashed = false;
    await this.navigation.load(page, url);
  }

  reload(): void {
    this.#crashed = false;
    this.later(({ page }) => this.navigation.reload(page));
  }

  /** Takes the page to an address that only the host can resolve, if the program lets it go there. */
  navigateFromPage(url: string): void {
    if (this.navigation.may(url)) this.later(({ page }) => this.navigation.load(page, url));
  }

  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.navigation.openHandler = handler;
  }

  /** Whether the page may be left: always where the program itself leads it elsewhere. */
  mayLeave(): boolean {
    return this.navigation.underWay || this.#duties.mayClose();
  }

  /** The page is no more. */
  gone(): void {
    if (!this.#destroyed) this.#duties.gone();
  }

  send(channel: string, ...values: unknown[]): void {
    this.#link?.post({ type: 'event', channel, values: codec.encode(values) });
  }

  /** Tells the host's own code in the page. */
  post(message: ToPage): void {
    this.#link?.post(message);
  }

  /** Takes note of a step of loading, and tells the program. */
  loading(step: 'did-start-loading' | 'dom-ready' | 'did-finish-load'): void {
    this.#loading = step !== 'did-finish-load';
    this.emit(step, new HostEvent());
    if (step === 'did-finish-load') this.emit('did-stop-loading', new HostEvent());
  }

  titleChanged(title: string): void {
    if (title === this.#title || title === '') return;
    this.#title = title;
    this.emit('page-title-updated', new HostEvent(), title, true);
  }

  crashed(): void {
    this.#crashed = true;
    this.emit('render-process-gone', new HostEvent(), { reason: 'crashed', exitCode: 1 });
  }

  focus(): void {
    this.later((surface) => surface.page.bringToFront());
  }

  getURL(): string {
    return this.frame.url;
  }

  getTitle(): string {
    return this.#title;
  }

  getType(): 'window' {
    return 'window';
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  isLoading(): boolean {
    return this.#loading;
  }

  isCrashed(): boolean {
    return this.#crashed;
  }

  /** Closes the page. */
  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    this.#opened.then(({ page }) => page.close()).catch(() => {});
    this.emit('destroyed');
  }

  protected later(work: (surface: Surface) => Promise<void>): void {
    this.#opened.then(work).catch((caught: unknown) => {
      if (!this.#destroyed) console.error('The window did not do what it was asked:', caught);
    });
  }
}
