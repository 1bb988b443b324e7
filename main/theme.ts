import { nativeTheme } from 'electron';
import type { ThemeChoice } from '../preload/api.ts';

/** Makes the window, its menus and its dialogs light or dark. */
export function applyTheme(theme: ThemeChoice): void {
  nativeTheme.themeSource = theme;
}

/** What the window shows until its page is painted: the page's own background, so that nothing flashes (`--ground` in renderer/theme/tokens.css). */
export function windowBackground(): string {
  return nativeTheme.shouldUseDarkColors ? '#181a1d' : '#f3f3f0';
}
