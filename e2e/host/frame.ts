import type { Page } from 'playwright-core';
import type { WebFrameMain } from 'electron';
import { originOf, toProgramUrl } from './addresses.ts';
import { asWebFrameMain } from './as-electron.ts';
import { refuseMissing } from './missing.ts';

type Supported = Pick<
  WebFrameMain,
  'url' | 'origin' | 'parent' | 'top' | 'name' | 'routingId' | 'processId' | 'isDestroyed' | 'detached'
>;

/** The main frame of a window, as `event.senderFrame` shows it: under the program's own address, not Chromium's. */
export class HostFrame implements Supported {
  readonly parent = null;
  readonly name = '';
  readonly routingId: number;
  readonly processId: number;
  readonly #page: () => Page | null;

  constructor(id: number, page: () => Page | null) {
    this.routingId = id;
    this.processId = id;
    this.#page = page;
  }

  get url(): string {
    return toProgramUrl(this.#page()?.url() ?? '');
  }

  get origin(): string {
    return originOf(this.url);
  }

  get top(): WebFrameMain {
    return asWebFrameMain(this);
  }

  get detached(): boolean {
    return this.isDestroyed();
  }

  isDestroyed(): boolean {
    return this.#page()?.isClosed() ?? true;
  }
}
refuseMissing(HostFrame.prototype, 'WebFrameMain');
