import { type Command, InvalidArgumentError } from 'commander';
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

/** For an option that is a count: digits, 0 to `most`. */
export function countUpTo(most: number): (value: string) => number {
  return (value) => {
    const count = Number(value);
    if (!/^\d{1,9}$/.test(value) || count > most) {
      throw new InvalidArgumentError(`It must be a whole number from 0 to ${most.toLocaleString('en')}.`);
    }
    return count;
  };
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
