import { type Command, Option } from 'commander';
import {
  entryLabel,
  severities,
  type Entry,
  type JsonObject,
  type Revision,
  type Severity,
} from '../../core/entries/entry.ts';
import type { KnowledgeDB } from '../../core/store/knowledge-db.ts';
import { currentActor } from '../actor.ts';
import { readKnowledge, withKnowledge, type GlobalOptions } from '../global-options.ts';
import { printResult } from '../print.ts';
import { addCommand, collect, jsonObject } from './command.ts';

interface EntryOptions extends GlobalOptions {
  readonly title?: string;
  readonly problem?: string;
  readonly solution?: string;
  readonly category?: string;
  readonly severity?: Severity;
  readonly tag?: readonly string[];
  readonly author?: string;
  readonly metadata?: JsonObject;
}

/** The commands below `kb entry`. */
export function addEntryCommands(program: Command): void {
  const entry = program.command('entry').description('write and read entries').copyInheritedSettings(program);
  const add = addCommand(entry, 'add', 'write a new entry')
    .requiredOption('--title <text>', 'one line')
    .requiredOption('--problem <text>', 'what goes wrong, and how it shows')
    .requiredOption('--solution <text>', 'what fixes it');
  addFieldOptions(add).action(async (_options: object, command: Command) => {
    const options = command.optsWithGlobals<EntryOptions>();
    const { title = '', problem = '', solution = '' } = options;
    const id = await withKnowledge(options, (db) =>
      db.addEntry({ ...fieldsOf(options), title, problem, solution }, actorOf(options)),
    );
    printResult(options, { id }, () => `Saved as ${id}.`);
  });

  const update = addCommand(entry, 'update', 'change an entry; the earlier revision is kept')
    .argument('<id>')
    .option('--title <text>')
    .option('--problem <text>')
    .option('--solution <text>');
  addFieldOptions(update).action(async (id: string, _options: object, command: Command) => {
    const options = command.optsWithGlobals<EntryOptions>();
    await onEntry(command, (db) => db.updateEntry(id, fieldsOf(options), { actor: actorOf(options) }));
  });

  addCommand(entry, 'get', 'show an entry')
    .argument('<id>', 'an id, or a label such as KB-0042')
    .action(async (id: string, _options: object, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>();
      printResult(options, await readKnowledge(options, (db) => db.getEntry(id)), describeEntry);
    });
  addCommand(entry, 'archive', 'hide an entry from searches')
    .argument('<id>')
    .action((id: string, _options: object, command: Command) =>
      onEntry(command, (db) => db.archiveEntry(id, actorOf({}))),
    );
  addCommand(entry, 'restore', 'bring an archived entry back')
    .argument('<id>')
    .action((id: string, _options: object, command: Command) =>
      onEntry(command, (db) => db.unarchiveEntry(id, actorOf({}))),
    );
  addCommand(entry, 'history', 'list the earlier revisions of an entry, newest first')
    .argument('<id>')
    .action(async (id: string, _options: object, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>();
      const revisions = await readKnowledge(options, (db) => db.listRevisions(id));
      printResult(options, { revisions: revisions.map(flatRevision) }, () => describeRevisions(revisions));
    });
}

function addFieldOptions(command: Command): Command {
  return command
    .option('--category <name>')
    .addOption(new Option('--severity <level>').choices(severities))
    .option('--tag <tag>', 'may be given several times', collect)
    .option('--metadata <json>', 'an object; keys are merged, and null removes one', jsonObject)
    .option('--author <name>', 'who writes it (default: the login name)');
}

function fieldsOf({ title, problem, solution, category, severity, tag, metadata }: EntryOptions) {
  return {
    ...(title === undefined ? {} : { title }),
    ...(problem === undefined ? {} : { problem }),
    ...(solution === undefined ? {} : { solution }),
    ...(category === undefined ? {} : { category }),
    ...(severity === undefined ? {} : { severity }),
    ...(tag === undefined ? {} : { tags: tag }),
    ...(metadata === undefined ? {} : { metadata }),
  };
}

function actorOf({ author }: EntryOptions): string {
  return author ?? currentActor();
}

async function onEntry(command: Command, work: (db: KnowledgeDB) => Promise<Entry>): Promise<void> {
  const options = command.optsWithGlobals<GlobalOptions>();
  printResult(options, await withKnowledge(options, work), describeEntry);
}

function describeEntry(entry: Entry): string {
  const {
    number,
    title,
    category,
    severity,
    archived,
    revision,
    author,
    updatedAt,
    tags,
    problem,
    solution,
  } = entry;
  return [
    `${entryLabel(number)}  ${title}`,
    `${category} · ${severity} · revision ${revision} · ${author} · ${updatedAt}${archived ? ' · archived' : ''}`,
    ...(tags.length > 0 ? [`Tags: ${tags.join(', ')}`] : []),
    `\nProblem\n${problem}`,
    `\nSolution\n${solution}`,
  ].join('\n');
}

function flatRevision({ entry, revision, replacedBy, replacedAt }: Revision) {
  return { ...entry, revision, replacedBy, replacedAt };
}

function describeRevisions(revisions: readonly Revision[]): string {
  if (revisions.length === 0) return 'It was never changed.';
  return revisions
    .map(({ revision, entry, replacedBy, replacedAt }) => {
      return `Revision ${revision}  ${entry.title}  (until ${replacedAt}, replaced by ${replacedBy})`;
    })
    .join('\n');
}
