import type { DesktopWindow } from './desktop-window.ts';

let focused: DesktopWindow | null = null;

/** The window that has the focus, if one of the program's has. */
export function focusedWindow(): DesktopWindow | null {
  return focused;
}

export function giveFocus(window: DesktopWindow | null): void {
  focused = window;
}
