import { type Command, InvalidArgumentError } from 'commander';
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
