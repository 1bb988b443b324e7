import type { Announce } from '../announce.ts';
import type { SettingsStore } from '../settings.ts';
import { applyTheme } from '../theme.ts';
import type { Handlers } from './register.ts';

interface SettingsChannelsOptions {
  readonly settings: SettingsStore;
  readonly announce: Announce;
}

export function settingsChannels({
  settings,
  announce,
}: SettingsChannelsOptions): Handlers<'settings:get' | 'settings:save'> {
  return {
    'settings:get': () => settings.settings,
    'settings:save': async (changes) => {
      const saved = await settings.save(changes);
      applyTheme(saved.theme);
      announce('settings:changed', saved);
      return saved;
    },
  };
}
