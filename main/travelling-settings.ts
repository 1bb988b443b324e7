import type { TravellingSettings } from '../core/transfer/transfer-types.ts';
import type { Announce } from './announce.ts';
import { settingsRequest } from './ipc/schemas.ts';
import type { SettingsStore } from './settings.ts';
import { applyTheme } from './theme.ts';

/** The settings that go with an export of everything. */
export function travellingSettings({ settings }: Pick<SettingsStore, 'settings'>): TravellingSettings {
  const { theme, backups, profile } = settings;
  return { theme, backups, profile };
}

/** Takes over settings from a file. One that makes no sense here is left as it is. */
export async function takeSettings(
  given: TravellingSettings,
  settings: SettingsStore,
  announce: Announce,
): Promise<void> {
  const theme = settingsRequest.shape.theme.safeParse(given.theme);
  const backups = settingsRequest.shape.backups.safeParse(given.backups);
  const profile = settingsRequest.shape.profile.safeParse(given.profile);
  const saved = await settings.save({
    ...(theme.success ? { theme: theme.data } : {}),
    ...(backups.success ? { backups: backups.data } : {}),
    ...(profile.success ? { profile: profile.data } : {}),
  });
  applyTheme(saved.theme);
  announce('settings:changed', saved);
}
