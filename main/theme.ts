import { nativeTheme } from 'electron';
import type { ThemeChoice } from '../preload/api.ts';

/** Makes the window, its menus and its dialogs light or dark. */
export function applyTheme(theme: ThemeChoice): void {
  nativeTheme.themeSource = theme;
}

/** What the window shows until its page is painted: the page's own background, so that nothing flashes. */
export function windowBackground(): string {
  return nativeTheme.shouldUseDarkColors ? '#1b1d21' : '#fafaf8';
}
