import type { CDPSession, Page } from 'playwright-core';
import { hostEnvironment } from './environment.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * What a window looks like in Chromium: its size, zoom and colour scheme. Without a display these are emulated
 * exactly, to the pixel; on a display the window is the desktop's, and may be resized by hand.
 */
export class Surface {
  readonly page: Page;
  readonly session: CDPSession;
  #size: Size;
  #zoom = 1;

  constructor(page: Page, session: CDPSession, size: Size) {
    this.page = page;
    this.session = session;
    this.#size = size;
  }

  async resize(size: Size): Promise<void> {
    this.#size = size;
    if (hostEnvironment.headless) return this.#emulate();
    const { windowId } = await this.session.send('Browser.getWindowForTarget');
    await this.session.send('Browser.setWindowBounds', { windowId, bounds: { ...size } });
  }

  /** Draws everything `factor` times as large, as zooming in a browser does: fewer CSS pixels fit into the window. */
  async zoom(factor: number): Promise<void> {
    this.#zoom = factor;
    if (hostEnvironment.headless) return this.#emulate();
    const expression = `document.documentElement.style.zoom = ${factor}`;
    await this.session.send('Runtime.evaluate', { expression });
  }

  async showColours(scheme: 'dark' | 'light' | 'no-override'): Promise<void> {
    const value = scheme === 'no-override' ? '' : scheme;
    await this.session.send('Emulation.setEmulatedMedia', {
      features: [{ name: 'prefers-color-scheme', value }],
    });
  }

  /** Does what an item of the Edit menu does: `SelectAll`, `Copy`, … in the field that has the focus. */
  async edit(command: string): Promise<void> {
    await this.session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', commands: [command] });
  }

  async #emulate(): Promise<void> {
    await this.session.send('Emulation.setDeviceMetricsOverride', {
      width: Math.round(this.#size.width / this.#zoom),
      height: Math.round(this.#size.height / this.#zoom),
      deviceScaleFactor: this.#zoom,
      mobile: false,
    });
  }
}
