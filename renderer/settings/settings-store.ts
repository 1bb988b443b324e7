import { create } from 'zustand';
import type { Failure, Settings } from '../../preload/api.ts';
import { ask, listen } from '../bridge.ts';
import { applyTheme } from '../theme/theme.ts';

interface SettingsState {
  readonly settings: Settings;
  readonly failure: Failure | null;
  readonly save: (change: Partial<Settings>) => Promise<void>;
}

/** What the window remembers. A change shows at once, and is taken back where it could not be saved. */
export const useSettings = create<SettingsState>()((set, get) => ({
  settings: { theme: 'system', author: '', listShare: 0.42 },
  failure: null,
  save: async (change) => {
    const before = get().settings;
    set({ settings: { ...before, ...change } });
    applyTheme(get().settings.theme);
    const outcome = await ask('settings:save', change);
    if (outcome.ok) set({ settings: outcome.value, failure: null });
    else set({ settings: before, failure: outcome.failure });
    applyTheme(get().settings.theme);
  },
}));

/** Reads the settings and follows changes made elsewhere; returns the function that stops it. */
export function followSettings(): () => void {
  const take = (settings: Settings) => {
    useSettings.setState({ settings });
    applyTheme(settings.theme);
  };
  void ask('settings:get').then((outcome) => (outcome.ok ? take(outcome.value) : undefined));
  return listen('settings:changed', take);
}
