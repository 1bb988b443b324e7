import type { Command } from 'commander';
import type { Stats } from '../../core/store/knowledge-base.ts';
import { readKnowledge, type GlobalOptions } from '../global-options.ts';
import { megabytes } from '../megabytes.ts';
import { printResult } from '../print.ts';
import { addCommand } from './command.ts';

export function addStatsCommand(program: Command): void {
  addCommand(program, 'stats', 'count what is in the knowledge base').action(
    async (_options: object, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>();
      printResult(options, await readKnowledge(options, (db) => db.getStats()), describe);
    },
  );
}

function describe(stats: Stats): string {
  const lines: [string, string][] = [
    [
      'Entries',
      `${stats.totalEntries.toLocaleString('en')} (${stats.archivedEntries.toLocaleString('en')} archived)`,
    ],
    ['Earlier revisions', stats.revisions.toLocaleString('en')],
    ['Tags', stats.tags.toLocaleString('en')],
    ['Search terms', stats.searchTerms.toLocaleString('en')],
    ['Last change', stats.newestUpdate ?? 'none'],
    ['On disk', megabytes(stats.diskUsage)],
    ...stats.categories.map(({ value, count }): [string, string] => [
      `  ${value}`,
      count.toLocaleString('en'),
    ]),
  ];
  return lines.map(([name, value]) => `${name.padEnd(20)}${value}`).join('\n');
}
