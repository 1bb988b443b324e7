import type { Command } from 'commander';
import { withKnowledge, type GlobalOptions } from '../global-options.ts';
import { printResult } from '../print.ts';
import { progressBar } from '../progress-bar.ts';
import { addCommand } from './command.ts';

interface HealthOptions extends GlobalOptions {
  readonly rebuildIndex?: boolean;
}

export function addHealthCommand(program: Command): void {
  addCommand(program, 'health', 'look the whole knowledge base through')
    .option('--rebuild-index', 'first make the search index anew from the entries')
    .action(async (_options: object, command: Command) => {
      const options = command.optsWithGlobals<HealthOptions>();
      const health = await withKnowledge(options, async (db) => {
        if (options.rebuildIndex) await db.rebuildIndex(progressBar('Making the search index anew', options));
        return db.healthCheck();
      });
      printResult(options, health, ({ overall, issues, advice }) =>
        [overall ? 'Your knowledge base is sound.' : 'Something is wrong:', ...issues, ...advice].join('\n'),
      );
      if (!health.overall) process.exitCode = 1;
    });
}
