import type { Command } from 'commander';
import { Option } from 'commander';
import { entryLabel, severities, type Severity } from '../../core/entries/entry.ts';
import type { SearchPage, SearchResult } from '../../core/search/search-types.ts';
import { readKnowledge, type GlobalOptions } from '../global-options.ts';
import { printResult } from '../print.ts';
import { addCommand, collect, countUpTo, refuseUsage } from './command.ts';

interface SearchCommandOptions extends GlobalOptions {
  readonly limit: number;
  readonly offset: number;
  readonly category?: string;
  readonly severity?: Severity;
  readonly tag?: readonly string[];
  readonly includeArchived?: boolean;
}

export function addSearchCommand(program: Command): void {
  addCommand(program, 'search', 'find entries')
    .argument(
      '<query...>',
      'words, "phrases", -not, category: severity: tag: created: updated: author: is:archived',
    )
    .option('--limit <n>', 'at most this many results', countUpTo(10_000), 20)
    .option('--offset <n>', 'leave out the first ones', countUpTo(999_999_999), 0)
    .option('--category <name>', 'only this category')
    .addOption(new Option('--severity <level>', 'only this severity').choices(severities))
    .option('--tag <tag>', 'only entries with this tag; may be given several times', collect)
    .option('--include-archived', 'archived entries too')
    // A minus excludes a word and is the sign of an SQLCODE, so only two of them make an option.
    .allowUnknownOption()
    .action(async (words: readonly string[], _options: object, command: Command) => {
      const unknown = words.find((word) => word.startsWith('--') && word.length > 2);
      if (unknown !== undefined) refuseUsage(command, `unknown option '${unknown}'`);
      await search(words.join(' '), command.optsWithGlobals<SearchCommandOptions>());
    });
}

async function search(query: string, options: SearchCommandOptions): Promise<void> {
  const { limit, offset, category, severity, tag, includeArchived } = options;
  const page = await readKnowledge(options, (db) =>
    db.searchPage(query, {
      limit,
      offset,
      includeArchived: includeArchived ?? false,
      ...(category === undefined ? {} : { category }),
      ...(severity === undefined ? {} : { severity }),
      ...(tag === undefined ? {} : { tags: tag }),
    }),
  );
  printResult(options, { ...page, results: page.results.map(flatResult) }, () => describe(page));
}

function flatResult({ entry, score, snippet, matched }: SearchResult) {
  const { id, number, title, category, severity, tags, archived } = entry;
  return {
    id,
    label: entryLabel(number),
    title,
    category,
    severity,
    tags,
    archived,
    score,
    snippet,
    matched,
  };
}

function describe(page: SearchPage): string {
  const blocks = page.results.map(
    ({ entry, snippet }) =>
      `${entryLabel(entry.number)}  ${entry.title}\n         ${entry.category}, ${entry.severity}${entry.archived ? ', archived' : ''} · ${snippet}`,
  );
  const lines = [...page.notes];
  if (page.relaxed) lines.push('Nothing has all of these words. These have some of them.');
  if (page.didYouMean !== null) lines.push(`Did you mean: ${page.didYouMean}`);
  const count = `${page.total.toLocaleString('en')}${page.totalIsExact ? '' : '+'}`;
  lines.push(page.total === 0 ? 'Nothing found.' : `${count} found, ${page.results.length} shown.`);
  return [...blocks, lines.join('\n')].join('\n');
}
