import { shell, type BrowserWindow } from 'electron';
import { backupFolder } from '../../core/backup/backup-folder.ts';
import { listBackups } from '../../core/backup/list-backups.ts';
import type { RestoreReport } from '../../core/backup/restore-report.ts';
import { secondFolder } from '../../core/backup/second-folder.ts';
import { KnowledgeError } from '../../core/failure.ts';
import type { Announce } from '../announce.ts';
import type { BackupSchedule } from '../backup-schedule.ts';
import { chooseToOpen } from '../choose-file.ts';
import type { Database } from '../database.ts';
import type { KnownBackups } from '../known-backups.ts';
import type { WorkRegistry } from '../work.ts';
import type { Handlers } from './register.ts';

interface BackupChannelsOptions {
  readonly database: Database;
  readonly work: WorkRegistry;
  readonly schedule: BackupSchedule;
  readonly knownBackups: KnownBackups;
  readonly announce: Announce;
  readonly window: () => BrowserWindow | null;
}

type BackupChannel =
  | 'backups:list'
  | 'backups:create'
  | 'backups:choose'
  | 'backups:plan-restore'
  | 'backups:restore'
  | 'backups:undo-restore'
  | 'backups:show-folder';

export function backupChannels(options: BackupChannelsOptions): Handlers<BackupChannel> {
  const { database, work, schedule, knownBackups, announce, window } = options;

  async function replace(title: string, act: () => Promise<RestoreReport>): Promise<RestoreReport> {
    try {
      return await work.run({ title, cancelWords: null, perform: act, describe: describeRestore });
    } finally {
      announce('backups:changed', null);
      announce('schema:changed', null);
      announce('entries:changed', { ids: [] });
    }
  }

  return {
    'backups:list': () => ({
      backups: listBackups(database.path),
      folder: backupFolder(database.path),
      secondFolder: secondFolder(database.path),
      nextAt: schedule.nextAt(),
    }),
    'backups:create': async () => {
      const made = await work.run({
        title: 'Backing up',
        cancelWords: 'Cancel, keeping no backup',
        perform: (report, signal) =>
          database.use((knowledge) =>
            knowledge.createBackup({ type: 'manual' }, ({ done, total }) => report(done, total), signal),
          ),
        describe: ({ entries, copyProblem }) =>
          `Backed up and verified: ${entries.toLocaleString('en')} entries.${copyProblem === null ? '' : ` ${copyProblem}`}`,
      });
      announce('backups:changed', null);
      return made;
    },
    'backups:choose': async () => {
      const path = await chooseToOpen(window(), {
        title: 'Restore a backup',
        defaultPath: backupFolder(database.path),
        buttonLabel: 'Look at this backup',
        filters: [
          { name: 'Abendbook backups', extensions: ['db'] },
          { name: 'All files', extensions: ['*'] },
        ],
        properties: ['openFile'],
      });
      return path === null ? null : { path: knownBackups.add(path) };
    },
    'backups:plan-restore': ({ path }) => database.plan(knownBackups.find(path)),
    'backups:restore': ({ path }) => {
      const wanted = knownBackups.find(path);
      return replace('Restoring a backup', () =>
        database.replace((knowledge) => knowledge.restoreFromBackup(wanted)),
      );
    },
    'backups:undo-restore': () =>
      replace('Undoing the restore', () => database.replace((knowledge) => knowledge.undoRestore())),
    'backups:show-folder': async () => {
      const folder = backupFolder(database.path);
      const problem = await shell.openPath(folder);
      if (problem === '') return null;
      throw new KnowledgeError({
        kind: 'file-missing',
        message: `The folder ${folder} could not be shown: ${problem}`,
        recovery: 'It is made with the first backup.',
      });
    },
  };
}

function describeRestore({ discards, remark }: RestoreReport): string {
  const remarks = remark === null ? '' : ` ${remark}`;
  if (discards === null) return `Restored. What was there before is kept among the backups.${remarks}`;
  const { entriesAdded, entriesChanged } = discards;
  const lost = entriesAdded + entriesChanged;
  const entries = lost === 1 ? '1 entry was' : `${lost.toLocaleString('en')} entries were`;
  return `Restored; ${entries} discarded or set back. What was there before is kept: Undo restore brings it back.${remarks}`;
}
