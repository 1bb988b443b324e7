import type { Command } from 'commander';
import { readKnowledge, type GlobalOptions } from '../global-options.ts';
import { printResult } from '../print.ts';
import { checkLine } from '../rehearsal-words.ts';
import { addCommand } from './command.ts';

export function addChecklistCommand(program: Command): void {
  addCommand(program, 'checklist', 'look at what should be right before an upgrade')
    .option('--to <version>', 'the schema version to go to')
    .action(async (_options: object, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions & { readonly to?: string }>();
      const checklist = await readKnowledge(options, (db) => db.checklist(options.to));
      printResult(options, checklist, ({ ok, checks }) =>
        [...checks.map(checkLine), ok ? 'All is well.' : 'Something should be put right first.'].join('\n'),
      );
      if (!checklist.ok) process.exitCode = 1;
    });
}
