import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { BackupEntry, EntryRecovery } from '../../core/backup/backup.ts';
import { currentActor } from '../actor.ts';
import { readKnowledge, withKnowledge, type GlobalOptions } from '../global-options.ts';
import { printResult } from '../print.ts';
import { addCommand, countUpTo } from './command.ts';

interface ShowOptions extends GlobalOptions {
  readonly query?: string;
  readonly limit: number;
}

/** `kb backup show` and `kb backup recover`: single entries of a backup. */
export function addBackupEntryCommands(backup: Command): void {
  addCommand(backup, 'show', 'list the entries in a backup, those first that are missing or different here')
    .argument('<path>', 'the backup')
    .option('--query <words>', 'only entries with these words')
    .option('--limit <n>', 'at most so many', countUpTo(100_000), 50)
    .action(async (path: string, _options: object, command: Command) => {
      const options = command.optsWithGlobals<ShowOptions>();
      const { query, limit } = options;
      const { entries, total } = await readKnowledge(options, (db) =>
        db.listBackupEntries(resolve(path), query === undefined ? { limit } : { query, limit }),
      );
      printResult(options, { path: resolve(path), total, entries }, () => describeEntries(entries, total));
    });
  addCommand(backup, 'recover', 'bring single entries back from a backup; nothing else is changed')
    .argument('<path>', 'the backup')
    .argument('<id...>', 'ids of entries, as show prints them')
    .action(async (path: string, ids: readonly string[], _options: object, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>();
      const recovery = await withKnowledge(options, (db) =>
        db.recoverEntries(resolve(path), ids, currentActor()),
      );
      printResult(options, recovery, describeRecovery);
    });
}

const stateWords = {
  missing: 'not here any more',
  changed: 'different here',
  same: 'the same here',
} as const;

function describeEntries(entries: readonly BackupEntry[], total: number): string {
  if (total === 0) return 'No entry of the backup matches.';
  return [
    ...entries.map(
      ({ id, title, category, updatedAt, state }) =>
        `${id}  ${title}\n  ${category} · ${updatedAt} · ${stateWords[state]}`,
    ),
    `${total.toLocaleString('en')} found, ${entries.length.toLocaleString('en')} shown.`,
  ].join('\n');
}

function describeRecovery({ added, updated, unchanged }: EntryRecovery): string {
  const lines = [
    ['Added', added],
    ['Brought back as a new revision', updated],
    ['The same already', unchanged],
  ] as const;
  return lines
    .flatMap(([words, ids]) => (ids.length === 0 ? [] : [`${words}: ${ids.join(', ')}`]))
    .join('\n');
}
