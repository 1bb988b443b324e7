import type { CloneCodec } from '../clone.ts';
import type { BridgeEnd } from './bridge-end.ts';
import type { FromPage, PageSetup, ToPage } from './messages.ts';

type Listener = (event: object, ...values: unknown[]) => void;

/** What the host's code in the preload's world gives to the other pieces there. */
export interface PreloadWorld {
  post(message: FromPage): void;
  /** Runs the preload as Electron runs a sandboxed one: a CommonJS module that may require little. */
  run(preload: (require: unknown, module: object, exports: object, process: object) => void): void;
  onMessage(handle: (message: ToPage) => void): void;
}

/**
 * Sets up the isolated world of a window: `ipcRenderer`, `contextBridge`, `webFrame` and `webUtils` for its preload, tied to the
 * host by a binding that only this world has. The function is sent to the page as text, so it refers to nothing
 * outside itself but types.
 */
export function startPreloadWorld(
  setup: PageSetup,
  codec: CloneCodec,
  bridge: BridgeEnd,
  pathOf: (file: File) => string,
): PreloadWorld {
  const binding = Reflect.get(globalThis, setup.secret) as (text: string) => void;
  Reflect.deleteProperty(globalThis, setup.secret);
  const post = (message: FromPage) => binding(JSON.stringify(message));

  const pending = new Map<number, { resolve(value: unknown): void; reject(reason: Error): void }>();
  const listeners = new Map<string, { readonly listener: Listener; readonly once: boolean }[]>();
  const handlers: ((message: ToPage) => void)[] = [];
  let calls = 0;
  let zoomLevel = setup.zoomLevel;

  const refuseMissing = <T extends object>(name: string, parts: T): T =>
    new Proxy(parts, {
      get(target, key, receiver) {
        if (key in target || typeof key === 'symbol' || key === 'then')
          return Reflect.get(target, key, receiver);
        throw new Error(`the stand-in host has no ${name}.${key}`);
      },
    });

  function listen(channel: string, listener: Listener, once: boolean) {
    if (typeof listener !== 'function')
      throw new TypeError('The "listener" argument must be of type function.');
    listeners.set(channel, [...(listeners.get(channel) ?? []), { listener, once }]);
    return ipcRenderer;
  }

  function unlisten(channel: string, listener: Listener) {
    const present = listeners.get(channel) ?? [];
    const index = present.findLastIndex((one) => one.listener === listener);
    if (index >= 0) listeners.set(channel, present.toSpliced(index, 1));
    return ipcRenderer;
  }

  const ipcRenderer: object = refuseMissing('ipcRenderer', {
    async invoke(channel: string, ...values: unknown[]) {
      const text = codec.encode(values);
      calls += 1;
      const id = calls;
      return new Promise((resolve, reject) => {
        pending.set(id, { resolve, reject });
        post({ type: 'invoke', id, channel, values: text });
      });
    },
    send(channel: string, ...values: unknown[]) {
      post({ type: 'send', channel, values: codec.encode(values) });
    },
    on: (channel: string, listener: Listener) => listen(channel, listener, false),
    addListener: (channel: string, listener: Listener) => listen(channel, listener, false),
    once: (channel: string, listener: Listener) => listen(channel, listener, true),
    off: unlisten,
    removeListener: unlisten,
    removeAllListeners(channel?: string) {
      if (channel === undefined) listeners.clear();
      else listeners.delete(channel);
      return ipcRenderer;
    },
    listenerCount: (channel: string) => listeners.get(channel)?.length ?? 0,
  });

  const contextBridge = refuseMissing('contextBridge', {
    exposeInMainWorld: (key: string, api: unknown) => bridge.expose(key, api),
  });

  const setZoomLevel = (level: number) => {
    zoomLevel = level;
    post({ type: 'zoom', level });
  };
  const webFrame = refuseMissing('webFrame', {
    getZoomLevel: () => zoomLevel,
    setZoomLevel,
    getZoomFactor: () => 1.2 ** zoomLevel,
    setZoomFactor: (factor: number) => setZoomLevel(Math.log(factor) / Math.log(1.2)),
  });

  const webUtils = refuseMissing('webUtils', {
    getPathForFile(file: unknown) {
      if (!(file instanceof File))
        throw new TypeError('getPathForFile expected to receive a File object but one was not provided');
      return pathOf(file);
    },
  } satisfies Pick<Electron.WebUtils, 'getPathForFile'>);

  const electron = refuseMissing('electron (in a preload)', {
    contextBridge,
    ipcRenderer,
    webFrame,
    webUtils,
  });

  /** A sandboxed preload may require `electron` and a few modules of Node that Electron imitates. */
  function requireAllowed(name: string): unknown {
    switch (name.replace(/^node:/, '')) {
      case 'electron':
      case 'electron/renderer':
      case 'electron/common':
        return electron;
      case 'timers':
        return { setTimeout, clearTimeout, setInterval, clearInterval };
      case 'events':
      case 'url':
        throw new Error(`the stand-in host has no require('${name}') in a preload`);
      default:
        throw new Error(`module not found: ${name}`);
    }
  }

  function receive(message: ToPage): void {
    if (message.type === 'reply' || message.type === 'reply-failed') {
      const call = pending.get(message.id);
      pending.delete(message.id);
      if (message.type === 'reply') call?.resolve(codec.decode(message.value));
      else call?.reject(new Error(message.message));
    } else if (message.type === 'event') {
      const values = codec.decode(message.values) as unknown[];
      for (const { listener, once } of listeners.get(message.channel) ?? []) {
        if (once) unlisten(message.channel, listener);
        listener(Object.freeze({ sender: ipcRenderer, ports: [] }), ...values);
      }
    } else {
      if (message.type === 'zoom') zoomLevel = message.level;
      for (const handle of handlers) handle(message);
    }
  }
  Object.defineProperty(globalThis, setup.secret, {
    value: (text: string) => receive(JSON.parse(text) as ToPage),
  });

  post({ type: 'started', url: location.href });

  return {
    post,
    onMessage: (handle) => handlers.push(handle),
    run(preload) {
      const module = { exports: {} };
      const process = Object.freeze({
        type: 'renderer',
        sandboxed: true,
        contextIsolated: true,
        platform: setup.platform,
        versions: Object.freeze({ ...setup.versions }),
        argv: ['electron', ...setup.additionalArguments],
        env: Object.freeze({}),
      });
      try {
        preload(requireAllowed, module, module.exports, process);
      } catch (caught) {
        const error = caught instanceof Error ? caught : new Error(String(caught));
        post({ type: 'preload-failed', message: error.message, stack: error.stack ?? '' });
      }
    },
  };
}
