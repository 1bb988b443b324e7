import type { BrowserWindow } from 'electron';
import type { EventName, Events } from '../preload/api.ts';

/** Tells every open window that something happened. */
export type Announce = <E extends EventName>(event: E, payload: Events[E]) => void;

export function announceTo(windows: () => readonly BrowserWindow[]): Announce {
  return (event, payload) => {
    for (const window of windows()) {
      if (!window.isDestroyed()) window.webContents.send(event, payload);
    }
  };
}
