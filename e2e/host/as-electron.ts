import type { BrowserWindow, MenuItem, WebContents, WebFrameMain } from 'electron';
import type { HostBrowserWindow } from './browser-window.ts';
import type { HostFrame } from './frame.ts';
import type { HostMenuItem } from './menu-item.ts';
import type { HostWebContents } from './web-contents.ts';

// The host's objects as the program knows them. Each checks against Electron's typings what it has (`implements Pick<…>`);
// what it lacks throws when it is reached (see missing.ts), so these are the only places that promise the rest.

export function asBrowserWindow(window: HostBrowserWindow): BrowserWindow {
  return window as unknown as BrowserWindow;
}

export function asWebContents(contents: HostWebContents): WebContents {
  return contents as unknown as WebContents;
}

export function asWebFrameMain(frame: HostFrame): WebFrameMain {
  return frame as unknown as WebFrameMain;
}

export function asMenuItem(item: HostMenuItem): MenuItem {
  return item as unknown as MenuItem;
}
