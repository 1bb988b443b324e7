import { type Command, Option } from 'commander';
import { KnowledgeError, type FailureKind } from '../core/failure.ts';
import { defaultDatabasePath } from '../core/store/default-path.ts';
import { KnowledgeDB, type KnowledgeDBOptions } from '../core/store/knowledge-db.ts';

/** What every command takes, before or after its name. */
export interface GlobalOptions {
  readonly db?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly profile?: 'development' | 'staging' | 'production';
}

export function addGlobalOptions(command: Command): Command {
  return command
    .addOption(new Option('--db <file>', "the knowledge base (default: the app's own)"))
    .addOption(new Option('--json', 'print one JSON document'))
    .addOption(
      new Option('--profile <name>', 'how careful to be').choices(['development', 'staging', 'production']),
    )
    .addOption(new Option('--quiet', 'print no progress'));
}

/** The knowledge base that the options name. */
export function locationOf(options: GlobalOptions): string {
  return options.db ?? defaultDatabasePath();
}

/** Opens the knowledge base, runs the work and closes it again, whatever happens. */
export async function withKnowledge<T>(
  options: GlobalOptions,
  work: (db: KnowledgeDB) => Promise<T>,
  how: KnowledgeDBOptions = { create: false },
): Promise<T> {
  const db = new KnowledgeDB(locationOf(options), how);
  try {
    return await work(db);
  } finally {
    if (db.notice !== null && !options.quiet) process.stderr.write(`${db.notice}\n`);
    await db.close();
  }
}

/** The same for work that only reads: a file that cannot be written, or that a newer program wrote, is then opened for reading only. */
export async function readKnowledge<T>(
  options: GlobalOptions,
  work: (db: KnowledgeDB) => Promise<T>,
): Promise<T> {
  try {
    return await withKnowledge(options, work);
  } catch (caught) {
    if (!(caught instanceof KnowledgeError) || !readableStill.has(caught.failure.kind)) throw caught;
    return await withKnowledge(options, work, { readOnly: true });
  }
}

/** Kinds of failures to open a file for writing, after which it may be opened for reading. */
export const readableStill: ReadonlySet<FailureKind> = new Set<FailureKind>([
  'newer-file',
  'read-only-file',
  'disk-full',
]);
