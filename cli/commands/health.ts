import type { Command } from 'commander';
import { withKnowledge, type GlobalOptions } from '../global-options.ts';
import { printResult } from '../print.ts';
import { addCommand } from './command.ts';

export function addHealthCommand(program: Command): void {
  addCommand(program, 'health', 'look the whole knowledge base through').action(
    async (_options: object, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>();
      const health = await withKnowledge(options, (db) => db.healthCheck());
      printResult(options, health, ({ overall, issues, advice }) =>
        [overall ? 'Your knowledge base is sound.' : 'Something is wrong:', ...issues, ...advice].join('\n'),
      );
      if (!health.overall) process.exitCode = 1;
    },
  );
}
