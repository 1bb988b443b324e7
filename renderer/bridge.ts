import type {
  AbendbookApi,
  Channel,
  ChosenSource,
  EventName,
  Events,
  Outcome,
  Requests,
} from '../preload/api.ts';

declare global {
  interface Window {
    /** Put there by the preload before any script of the page runs. */
    readonly abendbook: AbendbookApi;
  }
}

type RequestArguments<C extends Channel> = Requests[C]['request'] extends undefined
  ? []
  : [Requests[C]['request']];

/** Asks the main process. Always resolves: a broken connection becomes a failure of kind `unexpected`. */
export async function ask<C extends Channel>(
  channel: C,
  ...request: RequestArguments<C>
): Promise<Outcome<Requests[C]['response']>> {
  return reached(channel, () => window.abendbook.invoke(channel, ...request));
}

/** Hands a file or folder that was dropped on the window to the main process. Always resolves, as `ask` does. */
export function takeDropped(file: File): Promise<Outcome<ChosenSource>> {
  return reached('what was dropped', () => window.abendbook.dropped(file));
}

async function reached<T>(what: string, send: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  try {
    return await send();
  } catch (caught) {
    const detail = caught instanceof Error ? caught.message : String(caught);
    return {
      ok: false,
      failure: {
        kind: 'unexpected',
        message: `The window could not reach the rest of Abendbook (${what}): ${detail}`,
        recovery: 'Your knowledge base was not changed by this step. Try again, or restart Abendbook.',
      },
    };
  }
}

/** Listens to announcements of the main process; returns the function that stops listening. */
export function listen<E extends EventName>(event: E, listener: (payload: Events[E]) => void): () => void {
  return window.abendbook.on(event, listener);
}
