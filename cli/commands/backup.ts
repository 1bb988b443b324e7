import { resolve } from 'node:path';
import { Option, type Command } from 'commander';
import { backupTypes, type Backup, type BackupType } from '../../core/backup/backup.ts';
import { verifyBackup } from '../../core/backup/verify-backup.ts';
import { readKnowledge, withKnowledge, type GlobalOptions } from '../global-options.ts';
import { doLongWork } from '../long-work.ts';
import { megabytes } from '../megabytes.ts';
import { printResult } from '../print.ts';
import { progressBar } from '../progress-bar.ts';
import { addBackupEntryCommands } from './backup-entries.ts';
import { addCommand } from './command.ts';
import { addSecondFolderCommand } from './second-folder.ts';

interface CreateOptions extends GlobalOptions {
  readonly type: BackupType;
  readonly tag?: string;
}

/** The commands below `kb backup`. */
export function addBackupCommands(program: Command): void {
  const backup = program
    .command('backup')
    .description('make, list and check backups')
    .copyInheritedSettings(program);
  addCommand(backup, 'create', 'back the knowledge base up, also while it is in use')
    .addOption(
      new Option('--type <type>')
        .choices(backupTypes.filter((type) => type !== 'pre-restore' && type !== 'pre-import'))
        .default('manual'),
    )
    .option('--tag <text>', 'a word to find it by')
    .action((_options: object, command: Command) => create(command.optsWithGlobals<CreateOptions>()));
  addCommand(backup, 'list', 'list the backups, newest first').action(
    async (_options: object, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>();
      const backups = await readKnowledge(options, (db) => db.listBackups());
      printResult(options, { backups }, () => describeAll(backups));
    },
  );
  addCommand(backup, 'verify', 'check a backup byte by byte')
    .argument('<path>')
    .action((path: string, _options: object, command: Command) =>
      verify(path, command.optsWithGlobals<GlobalOptions>()),
    );
  addCommand(backup, 'prune', 'remove old backups that were not made by hand')
    .option('--dry-run', 'only say which')
    .action(async (_options: object, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions & { readonly dryRun?: boolean }>();
      const removed = await withKnowledge(options, (db) => db.pruneBackups(options.dryRun ?? false));
      printResult(options, { removed }, () => describeRemoved(removed, options.dryRun ?? false));
    });
  addBackupEntryCommands(backup);
  addSecondFolderCommand(backup);
}

async function create(options: CreateOptions): Promise<void> {
  const { type, tag } = options;
  const progress = progressBar('Backing up', options);
  const made = await doLongWork(
    options,
    () =>
      'Stopping. No backup is made. Ctrl+C again ends at once; the next backup clears away what is left then.',
    (db, signal) =>
      db.createBackup(
        tag === undefined ? { type } : { type, tag },
        ({ phase, done, total }) => {
          if (phase === 'copying') progress({ done, total });
        },
        signal,
      ),
  );
  printResult(options, made, ({ path, sizeBytes, copy, copyProblem }) =>
    [
      `Backed up and verified: ${path} (${megabytes(sizeBytes)})`,
      ...(copy === null ? [] : [`Copied to ${copy}`]),
      ...(copyProblem === null ? [] : [copyProblem]),
    ].join('\n'),
  );
}

async function verify(given: string, options: GlobalOptions): Promise<void> {
  const path = resolve(given);
  const found = await verifyBackup(path);
  printResult(
    options,
    found,
    ({ problems, remarks }) => [...problems, ...remarks].join('\n') || `${path} is whole.`,
  );
  if (!found.ok) process.exitCode = 1;
}

function describeAll(backups: readonly Backup[]): string {
  if (backups.length === 0) return 'There is no backup yet. Make one with: kb backup create';
  return backups
    .map(({ path, createdAt, type, tag, version, entries, sizeBytes, verified }) => {
      const what = [
        type,
        ...(tag === null ? [] : [tag]),
        `schema ${version}`,
        `${entries.toLocaleString('en')} entries`,
      ];
      return `${createdAt}  ${what.join(', ')}, ${megabytes(sizeBytes)}${verified ? ', verified' : ', changed since'}\n  ${path}`;
    })
    .join('\n');
}

function describeRemoved(removed: readonly Backup[], dryRun: boolean): string {
  if (removed.length === 0) return 'There is nothing to remove.';
  const lines = removed.map(({ path }) => path);
  return `${dryRun ? 'Would be removed' : 'Removed'}:\n${lines.join('\n')}`;
}
