import { contextBridge, ipcRenderer, webUtils, type IpcRendererEvent } from 'electron';
import type { AbendbookApi, Outcome } from './api.ts';
import { channels, dropChannel, eventNames } from './channels.ts';

const api: AbendbookApi = {
  invoke: async (channel, ...request) => {
    if (!Object.hasOwn(channels, channel)) return refused(`There is no channel ${channel}.`);
    try {
      return await ipcRenderer.invoke(channel, ...request);
    } catch (caught) {
      return refused(caught instanceof Error ? caught.message : String(caught));
    }
  },
  dropped: async (file) => {
    try {
      return await ipcRenderer.invoke(dropChannel, webUtils.getPathForFile(file));
    } catch (caught) {
      return refused(caught instanceof Error ? caught.message : String(caught));
    }
  },
  on: (event, listener) => {
    if (!Object.hasOwn(eventNames, event)) throw new TypeError(`There is no event ${event}.`);
    const pass = (_event: IpcRendererEvent, payload: Parameters<typeof listener>[0]) => listener(payload);
    ipcRenderer.on(event, pass);
    return () => {
      ipcRenderer.removeListener(event, pass);
    };
  },
};

function refused(message: string): Outcome<never> {
  return {
    ok: false,
    failure: {
      kind: 'invalid-request',
      message,
      recovery: 'Nothing was changed. Reload the window, and report this if it happens again.',
    },
  };
}

contextBridge.exposeInMainWorld('abendbook', api);
