import { create } from 'zustand';
import type { Failure, Settings } from '../../preload/api.ts';
import { ask, listen } from '../bridge.ts';
import { applyTheme } from '../theme/theme.ts';

interface SettingsState {
  readonly settings: Settings;
  readonly failure: Failure | null;
  readonly save: (change: Partial<Settings>) => Promise<void>;
}

/** Changes on their way to being saved. What comes back before the last of them is already out of date. */
let underWay = 0;

/** What the window remembers. A change shows at once, and is taken back where it could not be saved. */
export const useSettings = create<SettingsState>()((set, get) => ({
  settings: { theme: 'system', author: '', listShare: 0.4, backups: 'daily', profile: 'production' },
  failure: null,
  save: async (change) => {
    const before = get().settings;
    underWay += 1;
    set({ settings: { ...before, ...change } });
    applyTheme(get().settings.theme);
    const outcome = await ask('settings:save', change);
    underWay -= 1;
    if (!outcome.ok) set({ settings: before, failure: outcome.failure });
    else if (underWay === 0) set({ settings: outcome.value, failure: null });
    applyTheme(get().settings.theme);
  },
}));

/** Reads the settings and follows changes made elsewhere; returns the function that stops it. */
export function followSettings(): () => void {
  const take = (settings: Settings) => {
    if (underWay > 0) return;
    useSettings.setState({ settings });
    applyTheme(settings.theme);
  };
  void ask('settings:get').then((outcome) => (outcome.ok ? take(outcome.value) : undefined));
  return listen('settings:changed', take);
}
