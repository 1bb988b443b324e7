import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { KnowledgeError, unwrap } from '../../core/failure.ts';
import { replaceFile } from '../../core/store/durable-files.ts';
import { previewImport } from '../../core/transfer/mapping/preview-import.ts';
import { readMappingFile } from '../../core/transfer/mapping/read-mapping.ts';
import type { GlobalOptions } from '../global-options.ts';
import { describeMapping } from '../import-words.ts';
import { printResult } from '../print.ts';
import { addSourceOptions, sourceOptionsOf, type GivenSourceOptions } from '../source-options.ts';
import { addCommand } from './command.ts';

interface GuessOptions extends GlobalOptions, GivenSourceOptions {
  readonly out?: string;
  readonly force?: boolean;
}

/** `kb mapping guess` and `kb mapping check`. */
export function addMappingCommands(program: Command): void {
  const mapping = program
    .command('mapping')
    .description('how records of another program become entries')
    .copyInheritedSettings(program);
  addSourceOptions(
    addCommand(mapping, 'guess', 'guess a mapping from the columns of a file, to be looked at and edited')
      .argument('<path>', 'the file that is to be imported')
      .option('--out <mapping.json>', 'write it to this file, for kb import --map')
      .option('--force', 'replace a file that is there'),
  ).action((path: string, _options: object, command: Command) =>
    guess(resolve(path), command.optsWithGlobals<GuessOptions>()),
  );
  addCommand(mapping, 'check', 'say whether a mapping can be used, and what it does')
    .argument('<mapping.json>')
    .action(async (given: string, _options: object, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>();
      const path = resolve(given);
      const found = unwrap(await readMappingFile(path));
      printResult(options, { path, mapping: found }, () =>
        [`${path} can be used:`, ...describeMapping(found)].join('\n'),
      );
    });
}

async function guess(path: string, options: GuessOptions): Promise<void> {
  const out = options.out === undefined ? null : resolve(options.out);
  if (out !== null && !options.force) refuseExisting(out);
  const { mapping, columns, failure } = await previewImport({ ...sourceOptionsOf(options), path });
  if (failure !== null && columns.length === 0) throw new KnowledgeError(failure);
  const text = JSON.stringify(mapping, null, 2);
  if (out !== null) writeMapping(out, text);
  printResult(options, { path, out, mapping, columns }, () =>
    out === null
      ? text
      : [
          `Wrote the mapping to ${out}:`,
          ...describeMapping(mapping),
          `Look at it, then: kb import ${path} --map ${out}`,
        ].join('\n'),
  );
}

function refuseExisting(path: string): void {
  if (!existsSync(path)) return;
  throw new KnowledgeError({
    kind: 'file-exists',
    message: `${path} is there already.`,
    recovery: 'It was not changed. Choose another name, or give --force.',
  });
}

function writeMapping(path: string, text: string): void {
  try {
    replaceFile(path, `${text}\n`);
  } catch (caught) {
    throw new KnowledgeError(
      {
        kind: 'read-only-file',
        message: `${path} cannot be written: ${caught instanceof Error ? caught.message : String(caught)}.`,
        recovery: 'No mapping was written. Choose another folder.',
      },
      { cause: caught },
    );
  }
}
