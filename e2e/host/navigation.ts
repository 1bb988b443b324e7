import type { Page } from 'playwright-core';
import type { HandlerDetails, WindowOpenHandlerResponse } from 'electron';
import { originOf, toPageUrl } from './addresses.ts';
import { asWebContents } from './as-electron.ts';
import { emitCancellable, HostEvent } from './host-event.ts';
import { missing } from './missing.ts';
import { settlePermissions } from './permissions.ts';
import { servedSchemes } from './protocol.ts';
import { runningBrowser } from './running-browser.ts';
import type { HostWebContents } from './web-contents.ts';

export type WindowOpenHandler = (details: HandlerDetails) => WindowOpenHandlerResponse;

/** When Playwright is done with a navigation: it need not wait for the document to load, and may wait for ever. */
const AT_COMMIT = { timeout: 0, waitUntil: 'commit' } as const;

/** Where a page goes: the program sends it where it likes, and is asked about the page's own wishes. */
export class Navigation {
  readonly #contents: HostWebContents;
  /** The address in Chromium that the program itself asked for last, until its request comes by. */
  #asked: string | null = null;
  openHandler: WindowOpenHandler | null = null;

  constructor(contents: HostWebContents) {
    this.#contents = contents;
  }

  /** Whether the program is leading the page somewhere at this moment. */
  get underWay(): boolean {
    return this.#asked !== null;
  }

  /** Resolves once the page at `url` has loaded. Rejects as Electron does where it cannot be reached. */
  async load(page: Page, url: string): Promise<void> {
    const address = toPageUrl(url, servedSchemes());
    if (!/^(https?|data|about|blob):/.test(address)) throw loadFailure('ERR_UNKNOWN_URL_SCHEME', -302, url);
    if (address.startsWith('https:')) {
      const { context } = runningBrowser();
      const contents = asWebContents(this.#contents);
      await settlePermissions(context, contents, originOf(url), new URL(address).origin);
    }
    await this.#go(url, () => page.goto(address, AT_COMMIT));
  }

  async reload(page: Page): Promise<void> {
    await this.#go(this.#contents.getURL(), () => page.reload(AT_COMMIT));
  }

  async #go(url: string, start: () => Promise<unknown>): Promise<void> {
    const contents = this.#contents;
    const loaded = Promise.withResolvers<void>();
    const done = () => loaded.resolve();
    contents.once('did-finish-load', done).once('destroyed', done);
    this.#asked = toPageUrl(url, servedSchemes());
    try {
      await start();
      await loaded.promise;
    } catch (caught) {
      if (contents.isDestroyed()) return;
      const [, name = 'ERR_FAILED'] = /net::(ERR_[A-Z_]+)/.exec(String(caught)) ?? [];
      contents.emit('did-fail-load', new HostEvent(), -2, name, url, true);
      throw loadFailure(name, -2, url);
    } finally {
      this.#asked = null;
      contents.off('did-finish-load', done).off('destroyed', done);
    }
  }

  /** Whether the page may go to `url`. The program's own navigations are its own affair; of others it is asked. */
  may(url: string): boolean {
    const address = toPageUrl(url, servedSchemes());
    if (this.#asked !== null && withoutHash(address) === withoutHash(this.#asked)) return true;
    const frame = this.#contents.mainFrame;
    const details = { url, isMainFrame: true, isSameDocument: false, frame, initiator: frame };
    return (
      !emitCancellable(this.#contents, 'will-frame-navigate', details) &&
      !emitCancellable(this.#contents, 'will-navigate', details, url)
    );
  }

  /** Tells the program that the page wants a new window. It has to answer no: there are none. */
  askToOpen(details: HandlerDetails): void {
    const response = this.openHandler?.(details) ?? { action: 'allow' };
    if (response.action === 'allow') {
      throw missing('windows that pages open; answer setWindowOpenHandler with deny');
    }
  }
}

function withoutHash(address: string): string {
  return address.split('#')[0] ?? '';
}

function loadFailure(name: string, code: number, url: string): Error {
  return Object.assign(new Error(`${name} (${code}) loading '${url}'`), { code: name, errno: code, url });
}
