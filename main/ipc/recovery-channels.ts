import { dirname, extname, join, basename } from 'node:path';
import type { BrowserWindow } from 'electron';
import type { EntryRecovery, SalvageReport } from '../../core/backup/backup.ts';
import { secondFolder, setSecondFolder } from '../../core/backup/second-folder.ts';
import type { Announce } from '../announce.ts';
import { chooseToOpen, chooseToSave } from '../choose-file.ts';
import type { Database } from '../database.ts';
import type { KnownBackups } from '../known-backups.ts';
import type { SettingsStore } from '../settings.ts';
import type { Ending, WorkRegistry } from '../work.ts';
import type { Handlers } from './register.ts';

interface RecoveryChannelsOptions {
  readonly database: Database;
  readonly settings: SettingsStore;
  readonly work: WorkRegistry;
  readonly knownBackups: KnownBackups;
  readonly announce: Announce;
  readonly window: () => BrowserWindow | null;
}

type RecoveryChannel =
  | 'backups:entries'
  | 'backups:recover-entries'
  | 'backups:choose-second-folder'
  | 'backups:no-second-folder'
  | 'database:salvage';

/** What brings single entries back, keeps backups in a second place, and reads what is left of a damaged file. */
export function recoveryChannels(options: RecoveryChannelsOptions): Handlers<RecoveryChannel> {
  const { database, settings, work, knownBackups, announce, window } = options;

  return {
    'backups:entries': ({ path, query, limit }) => {
      const wanted = knownBackups.find(path);
      return database.use((knowledge) => knowledge.listBackupEntries(wanted, { query, limit }));
    },
    'backups:recover-entries': async ({ path, ids }) => {
      const wanted = knownBackups.find(path);
      const recovery: EntryRecovery = await database.change((knowledge) =>
        knowledge.recoverEntries(wanted, ids, settings.settings.author),
      );
      announce('entries:changed', { ids: [] });
      return recovery;
    },
    'backups:choose-second-folder': async () => {
      const folder = await chooseToOpen(window(), {
        title: 'Choose a second folder for backups',
        buttonLabel: 'Copy backups there',
        properties: ['openDirectory', 'createDirectory'],
      });
      if (folder === null) return { folder: secondFolder(database.path) };
      setSecondFolder(database.path, folder);
      announce('backups:changed', null);
      return { folder };
    },
    'backups:no-second-folder': () => {
      setSecondFolder(database.path, null);
      announce('backups:changed', null);
      return null;
    },
    'database:salvage': async () => {
      const target = await chooseToSave(window(), {
        title: 'Salvage into a new file',
        buttonLabel: 'Salvage into this file',
        defaultPath: salvagedName(database.path),
        filters: [{ name: 'Abendbook knowledge bases', extensions: ['db'] }],
      });
      if (target === null) return null;
      const salvaged = await work.run({
        title: 'Salvaging',
        cancelWords: 'Cancel, keeping no new file',
        perform: (report, signal) =>
          database.salvage(target, ({ done, total }) => report(done, total), signal),
        describe: describeSalvage,
      });
      // What was salvaged may take the place of the damaged file, as a backup may.
      knownBackups.add(salvaged.path);
      return salvaged;
    },
  };
}

/** `knowledge-salvaged.db` beside `knowledge.db`. */
function salvagedName(path: string): string {
  const extension = extname(path);
  return join(dirname(path), `${basename(path, extension)}-salvaged${extension}`);
}

function describeSalvage({ path, entries, problems }: SalvageReport): Ending {
  const read = `${entries.toLocaleString('en')} ${entries === 1 ? 'entry was' : 'entries were'} read into ${path}`;
  return problems.length === 0 ? read : `${read}. Not everything could be read.`;
}
