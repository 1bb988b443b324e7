import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { DatabaseStatus } from '../../core/store/knowledge-base.ts';
import { megabytes } from '../megabytes.ts';
import { withKnowledge, type GlobalOptions } from '../global-options.ts';
import { printResult } from '../print.ts';
import { addCommand } from './command.ts';

export function addStatusCommand(program: Command): void {
  addCommand(program, 'status', 'show where the knowledge base is and which schema it has').action(
    async (_options: object, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>();
      const status = await withKnowledge(options, (db) => db.status());
      printResult(
        options,
        status.engine === 'sqlite' ? { ...status, db: resolve(status.db) } : status,
        describe,
      );
    },
  );
}

function describe(status: DatabaseStatus): string {
  const pending = status.pending.map(({ version }) => version).join(', ');
  return [
    `${status.db} (${status.engine}, ${megabytes(status.sizeBytes)})`,
    `Entries  ${status.entries.toLocaleString('en')}`,
    `Schema   ${status.version}${pending === '' ? ', the newest' : `; not applied yet: ${pending}`}`,
  ].join('\n');
}
