import type { Command } from 'commander';
import type { EntrySelection } from '../core/transfer/transfer-types.ts';
import { collect } from './commands/command.ts';

/** Which entries an export takes, or an import from another knowledge base or an export. */
export interface SelectionOptions {
  readonly category?: string;
  readonly tag?: readonly string[];
  readonly query?: string;
  readonly id?: readonly string[];
  readonly since?: string;
  readonly until?: string;
}

export function addSelectionOptions(command: Command): Command {
  return command
    .option('--category <name>', 'only entries of this category')
    .option('--tag <tag>', 'only entries with this tag; may be given several times, any one counts', collect)
    .option('--query <words>', 'only entries that this search finds')
    .option('--id <id>', 'only this entry; may be given several times', collect)
    .option('--since <time>', 'only entries changed at this time or later: 2026-01-31, or with a time of day')
    .option('--until <time>', 'only entries changed before this time');
}

/** The selection that the options ask for; undefined where they ask for everything. */
export function selectionOf(options: SelectionOptions): EntrySelection | undefined {
  const { category, tag, query, id, since, until } = options;
  const selection: EntrySelection = {
    ...(category === undefined ? {} : { category }),
    ...(tag === undefined ? {} : { tags: tag }),
    ...(query === undefined ? {} : { query }),
    ...(id === undefined ? {} : { ids: id }),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
  };
  return Object.keys(selection).length === 0 ? undefined : selection;
}
