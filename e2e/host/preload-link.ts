import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { compileFunction } from 'node:vm';
import type { CDPSession } from 'playwright-core';
import { createCloneCodec } from './clone.ts';
import { hostEnvironment } from './environment.ts';
import { tellFilePaths } from './file-paths.ts';
import type { FromPage, PageSetup, ToPage } from './page/messages.ts';
import { pageScript, preloadScript } from './page/scripts.ts';

const WORLD = 'preload';
const PARAMETERS = ['require', 'module', 'exports', 'process'];

export const codec = createCloneCodec();

export interface PreloadLinkOptions {
  /** Absolute path of the preload, or null where the window has none. */
  readonly preload: string | null;
  readonly additionalArguments: readonly string[];
  readonly zoomLevel: number;
  /** `answer` speaks to the document that the message came from, and to no later one. */
  readonly onMessage: (message: FromPage, answer: Post) => void;
}

export type Post = (message: ToPage) => void;

/**
 * The line between the host and the isolated world that a window's preload runs in. The world is made by
 * Chromium itself: it shares the document with the page, and nothing else.
 */
export class PreloadLink {
  readonly #session: CDPSession;
  /** The world of the document that is loaded now; null before the first. */
  #world: number | null = null;
  readonly #secret = `host-${randomUUID()}`;

  constructor(session: CDPSession) {
    this.#session = session;
  }

  /** Has every document that is loaded from now on start with the preload. Throws where the preload does not parse. */
  async install(options: PreloadLinkOptions): Promise<void> {
    const preload = options.preload === null ? '' : readFileSync(options.preload, 'utf8');
    const setup: PageSetup = {
      secret: this.#secret,
      platform: process.platform,
      versions: { node: process.versions.node, chrome: process.versions.chrome },
      additionalArguments: options.additionalArguments,
      zoomLevel: options.zoomLevel,
      closable: !hostEnvironment.headless,
    };
    this.#session.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name !== this.#secret) return;
      const message = JSON.parse(payload) as FromPage;
      if (message.type === 'started') this.#world = executionContextId;
      if (executionContextId !== this.#world) return;
      options.onMessage(message, (answer) => this.#postTo(executionContextId, answer));
    });
    await Promise.all([
      this.#session.send('Page.enable'),
      this.#session.send('Runtime.enable'),
      tellFilePaths(this.#session, this.#secret),
      this.#session.send('Runtime.addBinding', { name: this.#secret, executionContextName: WORLD }),
      this.#session.send('Page.addScriptToEvaluateOnNewDocument', { source: pageScript(setup) }),
      this.#session.send('Page.addScriptToEvaluateOnNewDocument', {
        worldName: WORLD,
        source: preloadScript(setup, parsed(preload, options)),
      }),
    ]);
  }

  /** Tells the preload's world. What is said while no document is there is lost, as in Electron. */
  post(message: ToPage): void {
    if (this.#world !== null) this.#postTo(this.#world, message);
  }

  #postTo(contextId: number, message: ToPage): void {
    const expression = `globalThis[${JSON.stringify(this.#secret)}](${JSON.stringify(JSON.stringify(message))})`;
    this.#session.send('Runtime.evaluate', { expression, contextId }).catch(() => {
      // The document went away while the message was under way.
    });
  }
}

/** The preload's text; where it does not parse, one that says so when it is run. */
function parsed(preload: string, { preload: filename }: PreloadLinkOptions): string {
  try {
    compileFunction(preload, PARAMETERS, { filename: filename ?? 'preload' });
    return preload;
  } catch (caught) {
    return `throw new SyntaxError(${JSON.stringify(caught instanceof Error ? caught.message : String(caught))});`;
  }
}
