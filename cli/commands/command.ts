import { type Command, CommanderError, InvalidArgumentError } from 'commander';
import type { JsonObject } from '../../core/entries/entry.ts';
import { addGlobalOptions } from '../global-options.ts';

/** A new command below `parent` that takes the global options too. */
export function addCommand(parent: Command, usage: string, description: string): Command {
  return addGlobalOptions(parent.command(usage).description(description)).copyInheritedSettings(parent);
}

/** For an option that may be given several times. */
export function collect(value: string, previous: readonly string[] | undefined): readonly string[] {
  return [...(previous ?? []), value];
}

/** For an option that is a count: digits, `least` to `most`. */
export function countUpTo(most: number, least = 0): (value: string) => number {
  return (value) => {
    const count = Number(value);
    if (!/^\d{1,9}$/.test(value) || count > most || count < least) {
      throw new InvalidArgumentError(
        `It must be a whole number from ${least} to ${most.toLocaleString('en')}.`,
      );
    }
    return count;
  };
}

/** Ends a command whose options make no sense together: says so with the usage, and exits with 2. */
export function refuseUsage(command: Command, message: string): never {
  process.stderr.write(`error: ${message}\n\n`);
  command.outputHelp({ error: true });
  throw new CommanderError(2, 'kb.usage', message);
}

/** For an option that is a JSON object. */
export function jsonObject(value: string): JsonObject {
  try {
    const parsed: unknown = JSON.parse(value);
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed as JsonObject;
  } catch {
    // It is said below, in the same words as for JSON that is no object.
  }
  throw new InvalidArgumentError('It must be a JSON object such as {"ticket":"INC0012345"}.');
}
