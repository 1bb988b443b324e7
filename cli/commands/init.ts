import { existsSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { KnowledgeError } from '../../core/failure.ts';
import { resolveVersion } from '../../core/upgrade/resolve-version.ts';
import { locationOf, withKnowledge, type GlobalOptions } from '../global-options.ts';
import { printResult } from '../print.ts';
import { progressBar } from '../progress-bar.ts';
import { addCommand } from './command.ts';

interface InitOptions extends GlobalOptions {
  readonly starter?: boolean;
  readonly to?: string;
}

export function addInitCommand(program: Command): void {
  addCommand(program, 'init', 'make a new knowledge base')
    .option('--starter', 'load the starter knowledge base into it')
    .option('--to <version>', 'stop at this schema version')
    .action(async (_options: InitOptions, command: Command) => init(command.optsWithGlobals<InitOptions>()));
}

async function init(options: InitOptions): Promise<void> {
  const location = locationOf(options);
  if (/^postgres(?:ql)?:\/\//.test(location)) {
    throw new KnowledgeError({
      kind: 'invalid-request',
      message: 'init makes a file, and --db names a PostgreSQL server.',
      recovery: 'Nothing was changed. Give the path of a new file.',
    });
  }
  const path = resolve(location);
  const to = options.to === undefined ? undefined : resolveVersion(options.to);
  if (existsSync(path)) {
    throw new KnowledgeError({
      kind: 'file-exists',
      message: `There is a file at ${path} already.`,
      recovery: 'It was not changed. Give another path with --db, or use the knowledge base that is there.',
    });
  }
  try {
    const status = await withKnowledge(
      { ...options, db: path },
      async (db) => {
        if (options.starter) await db.loadStarter(progressBar('Loading the starter knowledge base', options));
        return db.status();
      },
      { create: true, ...(to === undefined ? {} : { to }) },
    );
    const { version, entries } = status;
    printResult(options, { db: path, version, entries }, () => {
      return `Made ${path}: schema ${version}, ${entries.toLocaleString('en')} entries.`;
    });
  } catch (caught) {
    // What was not there before and has no entries yet is no knowledge base: the next try starts afresh.
    for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
    throw caught;
  }
}
