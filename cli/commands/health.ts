import type { Command } from 'commander';
import type { Health } from '../../core/store/knowledge-base.ts';
import { readKnowledge, type GlobalOptions } from '../global-options.ts';
import { doLongWork } from '../long-work.ts';
import { printResult } from '../print.ts';
import { progressBar } from '../progress-bar.ts';
import { addCommand } from './command.ts';

interface HealthOptions extends GlobalOptions {
  readonly rebuildIndex?: boolean;
}

export function addHealthCommand(program: Command): void {
  addCommand(program, 'health', 'look the whole knowledge base through')
    .option('--rebuild-index', 'make the search index anew from the entries first')
    .action(async (_options: object, command: Command) => {
      const options = command.optsWithGlobals<HealthOptions>();
      const indexed = options.rebuildIndex ? await rebuildIndex(options) : null;
      const health = await readKnowledge(options, (db) => db.healthCheck());
      const document = indexed === null ? health : { ...health, indexed };
      printResult(options, document, () => describe(health, indexed));
      if (!health.overall) process.exitCode = 1;
    });
}

function rebuildIndex(options: GlobalOptions): Promise<number> {
  return doLongWork(
    options,
    () => 'Stopping. The search index stays as it was. Ctrl+C again ends at once.',
    (db, signal) => db.rebuildIndex(progressBar('Making the search index', options), signal),
  );
}

function describe({ overall, issues, advice }: Health, indexed: number | null): string {
  return [
    ...(indexed === null
      ? []
      : [`The search index was made anew from ${indexed.toLocaleString('en')} entries.`]),
    overall ? 'Your knowledge base is sound.' : 'Something is wrong:',
    ...issues,
    ...advice,
  ].join('\n');
}
