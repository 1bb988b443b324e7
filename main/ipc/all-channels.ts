import type { BrowserWindow } from 'electron';
import type { Announce } from '../announce.ts';
import type { BackupSchedule } from '../backup-schedule.ts';
import type { ChosenSources } from '../chosen-sources.ts';
import type { Database } from '../database.ts';
import type { ErrorLog } from '../error-log.ts';
import { KnownBackups } from '../known-backups.ts';
import type { SettingsStore } from '../settings.ts';
import type { UnsavedEdits } from '../unsaved-edits.ts';
import type { Upgrades } from '../upgrades.ts';
import type { WorkRegistry } from '../work.ts';
import { appChannels } from './app-channels.ts';
import { backupChannels } from './backup-channels.ts';
import { databaseChannels } from './database-channels.ts';
import { entryChannels } from './entry-channels.ts';
import { recoveryChannels } from './recovery-channels.ts';
import type { Handlers } from './register.ts';
import { searchChannels } from './search-channels.ts';
import { settingsChannels } from './settings-channels.ts';
import { transferChannels } from './transfer-channels.ts';
import { upgradeChannels } from './upgrade-channels.ts';
import { windowChannels } from './window-channels.ts';
import { workChannels } from './work-channels.ts';

interface AllChannelsOptions {
  readonly database: Database;
  readonly settings: SettingsStore;
  readonly announce: Announce;
  readonly work: WorkRegistry;
  readonly schedule: BackupSchedule;
  readonly upgrades: Upgrades;
  readonly log: ErrorLog;
  readonly sources: ChosenSources;
  /** Where the program keeps its settings. */
  readonly folder: string;
  readonly unsavedEdits: UnsavedEdits;
  readonly window: () => BrowserWindow | null;
}

/** What answers each channel that the window may call. */
export function allChannels(options: AllChannelsOptions): Handlers {
  const { database, unsavedEdits, log, window } = options;
  const knownBackups = new KnownBackups(database.path);
  return {
    ...appChannels({ databasePath: database.path, logPath: log.path, window }),
    ...settingsChannels(options),
    ...databaseChannels(options),
    ...entryChannels(options),
    ...searchChannels(database),
    ...workChannels(options),
    ...backupChannels({ ...options, knownBackups }),
    ...recoveryChannels({ ...options, knownBackups }),
    ...upgradeChannels(options),
    ...transferChannels({ ...options, knownBackups }),
    ...windowChannels(unsavedEdits),
  };
}
