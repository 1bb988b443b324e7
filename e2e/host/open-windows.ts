import type { HostBrowserWindow } from './browser-window.ts';

const windows = new Set<HostBrowserWindow>();
let afterLast: () => void = () => {};

/** The windows that are open, oldest first. */
export function openWindows(): readonly HostBrowserWindow[] {
  return [...windows];
}

export function windowOpened(window: HostBrowserWindow): void {
  windows.add(window);
}

export function windowClosed(window: HostBrowserWindow): void {
  if (windows.delete(window) && windows.size === 0) afterLast();
}

/** Sets what happens when the last window is gone. */
export function onLastWindowClosed(handle: () => void): void {
  afterLast = handle;
}
