import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { DatabaseStatus } from '../../core/store/knowledge-base.ts';
import type { KeptRows } from '../../core/upgrade/upgrade-types.ts';
import { readKnowledge, type GlobalOptions } from '../global-options.ts';
import { megabytes } from '../megabytes.ts';
import { keptWords, seconds } from '../plan-words.ts';
import { printResult } from '../print.ts';
import { addCommand } from './command.ts';

export function addStatusCommand(program: Command): void {
  addCommand(program, 'status', 'show where the knowledge base is and which schema it has').action(
    async (_options: object, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>();
      const [status, history] = await readKnowledge(options, async (db) => [
        await db.status(),
        await db.schemaHistory(),
      ]);
      const { problems, kept, conflicts } = history;
      const place = status.engine === 'sqlite' ? resolve(status.db) : status.db;
      printResult(options, { ...status, db: place, problems, kept, conflicts: conflicts.length }, (shown) =>
        describe(shown),
      );
    },
  );
}

interface Shown extends DatabaseStatus {
  readonly problems: readonly string[];
  readonly kept: readonly KeptRows[];
  readonly conflicts: number;
}

function describe(status: Shown): string {
  const { applied, pending, problems, kept, conflicts } = status;
  return [
    `${status.db} (${status.engine}, ${megabytes(status.sizeBytes)}${status.readOnly ? ', read-only' : ''})`,
    `Entries  ${status.entries.toLocaleString('en')}`,
    `Schema   ${status.version}${pending.length === 0 && !status.readOnly ? ', the newest' : ''}`,
    ...applied.map(({ version, appliedAt, durationMs }) => {
      return `  ${version}  applied ${appliedAt} in ${seconds(durationMs)}`;
    }),
    ...pending.map(({ version, name }) => `  ${version}  not applied yet: ${name}`),
    ...problems,
    ...kept.map((rows) => `Kept by a rollback: ${keptWords(rows)}`),
    ...(conflicts === 0
      ? []
      : [`Conflicts to be settled: ${conflicts.toLocaleString('en')} (kb conflicts list)`]),
  ].join('\n');
}
