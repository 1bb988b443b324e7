import { asWebContents } from './as-electron.ts';
import { HostEvent } from './host-event.ts';
import { deliver, invokeHandler } from './ipc-main.ts';
import type { FromPage, PageAccelerator } from './page/messages.ts';
import { codec, type Post } from './preload-link.ts';
import type { HostWebContents } from './web-contents.ts';

type Invocation = Extract<FromPage, { type: 'invoke' }>;

/** What a page's messages ask of the window that it is in. */
export interface WindowDuties {
  readonly painted: () => void;
  /** Asks the program whether the window may close. */
  readonly mayClose: () => boolean;
  /** The page was closed, but not by the program. */
  readonly gone: () => void;
  readonly accelerators: () => readonly PageAccelerator[];
  readonly accelerator: (id: number) => void;
}

/** Does what the preload's world of a window asks for. */
export class PageMessages {
  readonly #contents: HostWebContents;
  readonly #duties: WindowDuties;

  constructor(contents: HostWebContents, duties: WindowDuties) {
    this.#contents = contents;
    this.#duties = duties;
  }

  take(message: FromPage, answer: Post): void {
    switch (message.type) {
      case 'started':
        answer({ type: 'accelerators', list: this.#duties.accelerators() });
        break;
      case 'invoke':
        void this.#invoke(message, answer);
        break;
      case 'send': {
        const event = Object.assign(new HostEvent(), this.#source(), {
          type: 'frame' as const,
          returnValue: undefined,
        });
        deliver(
          message.channel,
          Object.assign(event, { ports: [], reply: this.#reply }),
          this.#values(message.values),
        );
        break;
      }
      case 'preload-failed':
        this.#preloadFailed(message.message, message.stack);
        break;
      case 'navigate':
        this.#contents.navigateFromPage(message.url);
        break;
      case 'painted':
        this.#duties.painted();
        break;
      case 'title':
        this.#contents.titleChanged(message.title);
        break;
      case 'accelerator':
        this.#duties.accelerator(message.id);
        break;
      case 'zoom':
        this.#contents.setZoomLevel(message.level);
        break;
      case 'context-menu':
        this.#contents.emit('context-menu', new HostEvent(), {
          ...message.details,
          mediaType: 'none',
          menuSourceType: 'mouse',
          frame: this.#contents.mainFrame,
          pageURL: this.#contents.getURL(),
        });
    }
  }

  async #invoke({ id, channel, values }: Invocation, answer: Post): Promise<void> {
    const event = Object.assign(new HostEvent(), this.#source(), { type: 'frame' as const });
    try {
      const result = await invokeHandler(channel, event, this.#values(values));
      answer({ type: 'reply', id, value: codec.encode(result) });
    } catch (caught) {
      console.error(`Error occurred in handler for '${channel}':`, caught);
      answer({
        type: 'reply-failed',
        id,
        message: `Error invoking remote method '${channel}': ${String(caught)}`,
      });
    }
  }

  readonly #reply = (channel: string, ...values: unknown[]): void => this.#contents.send(channel, ...values);

  #source() {
    const { frame, mainFrame } = this.#contents;
    return {
      sender: asWebContents(this.#contents),
      senderFrame: mainFrame,
      frameId: frame.routingId,
      processId: frame.processId,
    };
  }

  #values(text: string): readonly unknown[] {
    return codec.decode(text) as readonly unknown[];
  }

  #preloadFailed(message: string, stack: string): void {
    const path = this.#contents.preloadPath;
    const error = Object.assign(new Error(message), { stack });
    this.#contents.emit('preload-error', new HostEvent(), path, error);
    console.error(`Unable to load preload script: ${path}\n${stack}`);
  }
}
