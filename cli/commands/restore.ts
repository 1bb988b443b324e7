import { resolve } from 'node:path';
import type { Command } from 'commander';
import { planRestore, lastPutAside, restoreBackup } from '../../core/backup/restore-backup.ts';
import { recoverRestore } from '../../core/backup/recover-restore.ts';
import type { RestoreReport } from '../../core/backup/restore-report.ts';
import { confirm, type ConfirmOptions } from '../confirm.ts';
import { locationOf } from '../global-options.ts';
import { printResult } from '../print.ts';
import { addCommand, refuseUsage } from './command.ts';

interface RestoreOptions extends ConfirmOptions {
  readonly dryRun?: boolean;
  readonly undo?: boolean;
}

export function addRestoreCommand(program: Command): void {
  addCommand(program, 'restore', "put a backup in the knowledge base's place; what is there now is kept")
    .argument('[path]', 'the backup')
    .option('--dry-run', 'only say what it would discard')
    .option('--undo', 'undo the last restore')
    .option('--yes', 'do not ask')
    .action(async (path: string | undefined, _options: object, command: Command) => {
      const options = command.optsWithGlobals<RestoreOptions>();
      if ((path === undefined) !== (options.undo ?? false)) {
        refuseUsage(command, 'give either the path of a backup or --undo');
      }
      await restore(path, options);
    });
}

async function restore(given: string | undefined, options: RestoreOptions): Promise<void> {
  const database = locationOf(options);
  const notice = await recoverRestore(database);
  if (notice !== null && !options.quiet) process.stderr.write(`${notice}\n`);
  const backup = given === undefined ? lastPutAside(database) : resolve(given);
  const plan = await planRestore(database, backup);
  if (options.dryRun) {
    printResult(options, { ...plan, restored: false, backup }, () =>
      ['Nothing was changed.', loss(plan, 'would be'), ...remarkOf(plan)].join(' '),
    );
    return;
  }
  const question = [loss(plan, 'will be'), ...remarkOf(plan), 'What is there now is kept among the backups.'];
  await confirm(question.join(' '), options);
  const report = await restoreBackup(database, backup, async () => undefined);
  printResult(options, { ...report, backup }, () =>
    [
      `Restored ${report.restored}.`,
      loss(report, 'were'),
      ...remarkOf(report),
      ...(report.previous === null
        ? []
        : [`What was there before: ${report.previous.path}`, 'Undo with: kb restore --undo']),
    ].join('\n'),
  );
}

function remarkOf({ remark }: RestoreReport): readonly string[] {
  return remark === null ? [] : [remark];
}

function loss({ discards }: RestoreReport, verb: string): string {
  if (discards === null)
    return 'The present knowledge base cannot be read, so what would be lost cannot be counted.';
  const { entriesAdded, entriesChanged, entriesMissing, otherTables } = discards;
  const count = (value: number): string => value.toLocaleString('en');
  const others = otherTables.map(
    ({ table, added, changed, missing }) =>
      ` Of ${table}, ${count(added)} rows added and ${count(changed)} changed, ${count(missing)} brought back.`,
  );
  return `${count(entriesAdded)} entries added and ${count(entriesChanged)} changed since ${verb} discarded, ${count(entriesMissing)} brought back.${others.join('')}`;
}
