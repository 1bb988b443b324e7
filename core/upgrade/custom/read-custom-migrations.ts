import { closeSync, constants, fstatSync, lstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { Migration } from '../../../migrations/migration.ts';
import { readStep, type StepReading } from './read-step.ts';

export interface CustomMigrations {
  /** In the order of their versions. */
  readonly migrations: readonly Migration[];
  /** Sentences that name file and line and say the way out. While there are any, nothing should be applied. */
  readonly problems: readonly string[];
}

/** The largest file that is read, in bytes. */
const largestFile = 1_000_000;

const stepName = /^(\d{3})-[a-z0-9]+(?:-[a-z0-9]+)*(?=\.(?:json|ts|js|mjs)$)/;
/** What looks like a step, so that it would be missed if it were left out without a word. */
const looksLikeStep = /^\d.*[^~]$|\.(?:json|ts|js|mjs)$/i;
const leftover = /^\.|\.(?:bak|orig|swp|tmp)$/i;

/** The folder beside a database from which its custom steps are read. */
export function customMigrationsFolder(databasePath: string): string {
  return `${databasePath}.migrations`;
}

/** Reads the custom steps beside a database. Nothing in the files is run. No folder means no steps. */
export function readCustomMigrations(databasePath: string): CustomMigrations {
  const folder = customMigrationsFolder(databasePath);
  let names: readonly string[];
  try {
    names = readdirSync(folder).toSorted();
  } catch (caught) {
    if (codeOf(caught) === 'ENOENT') return { migrations: [], problems: [] };
    return {
      migrations: [],
      problems: [
        `${folder} cannot be read: ${reasonOf(caught)}. Make it a folder that you may read, or remove it.`,
      ],
    };
  }
  const steps = names.filter(
    (name) => looksLikeStep.test(name) && !leftover.test(name) && !isFolder(join(folder, name)),
  );
  const numbers = Map.groupBy(steps, (name) => stepName.exec(name)?.[1]);
  const readings = steps.map((name) => {
    const twin = numbers.get(stepName.exec(name)?.[1])?.find((other) => other !== name);
    return readFileOf(join(folder, name), name, twin);
  });
  return {
    migrations: readings.flatMap(({ migration }) => migration ?? []).toSorted(byVersion),
    problems: readings.flatMap(({ problems }) => problems),
  };
}

function byVersion(left: Migration, right: Migration): number {
  return left.version < right.version ? -1 : 1;
}

function readFileOf(file: string, name: string, twin: string | undefined): StepReading {
  const refused = (message: string): StepReading => ({ migration: null, problems: [`${file}: ${message}`] });
  const [version, number = ''] = stepName.exec(name) ?? [];
  if (version === undefined) {
    return refused(
      'this is not the name of a step, such as 010-custom-feature.json (three digits, small letters; .json, .ts, .js or .mjs). Rename it or move it elsewhere.',
    );
  }
  if (Number(number) < 10) return refused("001 to 009 are the program's own. Give it a number from 010 on.");
  if (twin !== undefined)
    return refused(`${twin} has the number ${number}, too. Give one of them another number.`);
  try {
    const text = readText(file);
    return typeof text === 'string' ? readStep(file, version, text) : refused(text.problem);
  } catch (caught) {
    return refused(`it cannot be read: ${reasonOf(caught)}. Make it readable, or remove it.`);
  }
}

/** The text of a file, or why it has none. Links are not followed, and neither a pipe nor a device is waited for. */
function readText(file: string): string | { readonly problem: string } {
  const notAFile = {
    problem: 'this is a link or something else that is no plain file. Put the file itself there.',
  };
  if (!lstatSync(file).isFile()) return notAFile;
  // Windows has neither.
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
  const descriptor = openSync(file, flags);
  try {
    if (!fstatSync(descriptor).isFile()) return notAFile;
    const bytes = Buffer.alloc(largestFile + 1);
    let length = 0;
    for (let read = -1; read !== 0 && length < bytes.length; length += read) {
      read = readSync(descriptor, bytes, length, bytes.length - length, null);
    }
    if (length > largestFile)
      return { problem: `it is larger than ${largestFile} bytes. Split it into several steps.` };
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, length));
  } catch (caught) {
    if (caught instanceof TypeError) return { problem: 'it is not UTF-8 text. Save it as UTF-8.' };
    throw caught;
  } finally {
    closeSync(descriptor);
  }
}

function isFolder(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() ?? true;
}

function codeOf(caught: unknown): unknown {
  return caught instanceof Error && 'code' in caught ? caught.code : null;
}

function reasonOf(caught: unknown): string {
  return caught instanceof Error ? caught.message : String(caught);
}
