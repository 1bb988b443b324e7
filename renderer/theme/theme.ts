import type { ThemeChoice } from '../../preload/api.ts';

/** Shows the window in the chosen theme; `system` follows the desktop and changes with it. */
export function applyTheme(choice: ThemeChoice): void {
  const root = document.documentElement;
  if (choice === 'system') delete root.dataset['theme'];
  else root.dataset['theme'] = choice;
}
