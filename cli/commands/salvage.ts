import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { SalvageReport } from '../../core/backup/backup.ts';
import { KnowledgeDB } from '../../core/store/knowledge-db.ts';
import { locationOf, type GlobalOptions } from '../global-options.ts';
import { interruptible } from '../interrupt.ts';
import { printResult } from '../print.ts';
import { progressBar } from '../progress-bar.ts';
import { addCommand } from './command.ts';

export function addSalvageCommand(program: Command): void {
  addCommand(program, 'salvage', 'read what can be read of a damaged knowledge base into a new file')
    .argument('<target>', 'the new file')
    .action(async (target: string, _options: object, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>();
      // It is for a file that may not open at all, so nothing opens it first.
      const db = new KnowledgeDB(locationOf(options), { create: false });
      try {
        const report = await interruptible(
          () => 'Stopping. No new file is made, and the damaged one is not touched.',
          (signal) =>
            db.salvage(resolve(target), progressBar('Reading what can be read, in percent', options), signal),
        );
        printResult(options, report, describe);
      } finally {
        await db.close();
      }
    });
}

function describe({ path, entries, tables, problems }: SalvageReport): string {
  const cut = tables.filter(({ complete }) => !complete).map(({ table }) => table);
  return [
    `Saved into ${path}: ${entries.toLocaleString('en')} entries. The damaged file was not touched.`,
    cut.length === 0 ? 'Every table could be read to its end.' : `Not read to their end: ${cut.join(', ')}.`,
    ...problems,
  ].join('\n');
}
