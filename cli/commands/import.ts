import { resolve } from 'node:path';
import { Option, type Command } from 'commander';
import { unwrap } from '../../core/failure.ts';
import { previewImport } from '../../core/transfer/mapping/preview-import.ts';
import { readMappingFile } from '../../core/transfer/mapping/read-mapping.ts';
import type { Mapping } from '../../core/transfer/mapping/mapping.ts';
import type { ImportRequest } from '../../core/transfer/transfer-types.ts';
import { currentActor } from '../actor.ts';
import { confirm, type ConfirmOptions } from '../confirm.ts';
import { withKnowledge } from '../global-options.ts';
import { describeImport } from '../import-words.ts';
import { doLongWork } from '../long-work.ts';
import { describePreview } from '../preview-words.ts';
import { printOutcome, printResult } from '../print.ts';
import { addSourceOptions, sourceOptionsOf, type GivenSourceOptions } from '../source-options.ts';
import { TransferProgressLine } from '../transfer-progress.ts';
import { addCommand, refuseUsage } from './command.ts';

interface ImportOptions extends ConfirmOptions, GivenSourceOptions {
  readonly mode: 'merge' | 'replace';
  readonly map?: string;
  readonly dryRun?: boolean;
  readonly preview?: boolean;
  readonly strict?: boolean;
  readonly backup?: boolean;
}

export function addImportCommand(program: Command): void {
  const command = addCommand(
    program,
    'import',
    'bring in an export, JSON, NDJSON, CSV, Markdown files or another knowledge base, all of it in one transaction',
  )
    .argument('<path>', 'a file, a folder of Markdown files, or a zip of them')
    .addOption(
      new Option(
        '--mode <mode>',
        'merge: keep what is there and update what is older; replace: backed up first',
      )
        .choices(['merge', 'replace'])
        .default('merge'),
    )
    .option('--map <mapping.json>', 'how records of another program become entries (default: guessed)')
    .option('--dry-run', 'only say what it would do')
    .option('--preview', 'only show the columns, the mapping and the first ten entries')
    .option('--strict', 'a bad record ends the import with nothing changed, instead of being left out')
    .option('--backup', 'make a verified backup first, also in mode merge')
    .option('--yes', 'do not ask');
  addSourceOptions(command)
    .addHelpText(
      'after',
      '\nA record that cannot be taken is rejected with its number and reason, and the rest goes in; kb then still exits with 0, even\nwhere every record was rejected. It exits with 1, with nothing changed, where the file cannot be read at all.\nOnly of another knowledge base some entries can be chosen (--category, --tag, --query, --id, --since, --until).',
    )
    .action((path: string, _options: object, called: Command) =>
      importPath(resolve(path), called.optsWithGlobals<ImportOptions>(), called),
    );
}

async function importPath(path: string, options: ImportOptions, command: Command): Promise<void> {
  if (options.preview && (options.mode === 'replace' || options.dryRun))
    refuseUsage(
      command,
      '--preview only looks at the file: it goes with neither --mode replace nor --dry-run',
    );
  const mapping = options.map === undefined ? undefined : unwrap(await readMappingFile(resolve(options.map)));
  if (options.preview) return showPreview(path, mapping, options);
  if (options.mode === 'replace' && !options.dryRun) await confirmReplacing(path, options);
  const request: ImportRequest = {
    ...sourceOptionsOf(options),
    path,
    mode: options.mode,
    actor: currentActor(),
    ...(mapping === undefined ? {} : { mapping }),
    ...(options.dryRun ? { dryRun: true } : {}),
    ...(options.strict ? { onBadRecord: 'stop' } : {}),
    ...(options.backup ? { backup: true } : {}),
  };
  const line = new TransferProgressLine(options, 'Importing');
  const stopping = (): string =>
    'Stopping. The knowledge base stays as it was. Ctrl+C again ends at once, and it stays so then, too.';
  const report = await doLongWork(options, stopping, async (db, signal) => {
    try {
      return await db.importFrom(request, line.show, signal);
    } finally {
      line.end();
    }
  });
  printResult(options, report, () => describeImport(report, mapping !== undefined));
}

async function confirmReplacing(path: string, options: ImportOptions): Promise<void> {
  const { entries } = await withKnowledge(options, (db) => db.status());
  await confirm(
    `What ${path} holds will be put in the place of all ${entries.toLocaleString('en')} entries here. A verified backup is made first.`,
    options,
  );
}

async function showPreview(
  path: string,
  mapping: Mapping | undefined,
  options: ImportOptions,
): Promise<void> {
  const preview = await previewImport({
    ...sourceOptionsOf(options),
    path,
    ...(mapping === undefined ? {} : { mapping }),
  });
  const { failure, ...document } = preview;
  printOutcome(options, document, failure, () => describePreview(preview));
}
