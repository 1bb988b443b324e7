import type { Command } from 'commander';
import type { HistoryEvent, SchemaHistory } from '../../core/upgrade/upgrade-types.ts';
import { readKnowledge, type GlobalOptions } from '../global-options.ts';
import { keptWords, seconds } from '../plan-words.ts';
import { printResult } from '../print.ts';
import { readableConflict } from './conflicts.ts';
import { addCommand } from './command.ts';

export function addHistoryCommand(program: Command): void {
  addCommand(
    program,
    'history',
    'list the schema steps that were applied or undone, failed ones too, newest first',
  ).action(async (_options: object, command: Command) => {
    const options = command.optsWithGlobals<GlobalOptions>();
    const history = await readKnowledge(options, (db) => db.schemaHistory());
    printResult(options, { ...history, conflicts: history.conflicts.map(readableConflict) }, () =>
      describe(history),
    );
  });
}

function describe({ events, problems, kept, conflicts }: SchemaHistory): string {
  const counted = conflicts.length.toLocaleString('en');
  return [
    ...(events.length === 0
      ? ['Nothing was applied or undone yet that is on record.']
      : events.map(eventLine)),
    ...problems,
    ...kept.map((rows) => `Kept by a rollback: ${keptWords(rows)}`),
    ...(conflicts.length === 0 ? [] : [`${counted} conflicts wait to be settled: kb conflicts list`]),
  ].join('\n');
}

function eventLine({
  at,
  direction,
  version,
  outcome,
  durationMs,
  actor,
  appVersion,
  error,
}: HistoryEvent): string {
  const what = direction === 'up' ? 'applied' : 'undone';
  const done = outcome === 'done' ? what : `not ${what}: ${error ?? 'it failed'}`;
  return `${at}  ${version}  ${done}  (${seconds(durationMs)}, ${actor}, Abendbook ${appVersion})`;
}
