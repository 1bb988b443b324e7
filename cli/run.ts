import { CommanderError } from 'commander';
import { failureOf } from '../core/failure.ts';
import { scriptArguments } from './npm-scripts.ts';
import { makeProgram } from './program.ts';
import { printFailure } from './print.ts';

/** Exit codes: done, failed, and called in a way that makes no sense. */
const exit = { done: 0, failed: 1, usage: 2 } as const;

/** Runs one command; `npm:NAME` runs what the npm script of that name stands for. Returns the exit code; never throws for a failure that is expected. */
export async function run(given: readonly string[]): Promise<number> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // The reader of a pipe has seen enough.
    if (error.code === 'EPIPE') process.exit(exit.done);
    throw error;
  });
  const args = fromNpm(given) ?? given;
  try {
    await makeProgram().parseAsync(args, { from: 'user' });
    // A command that did its work and found something wrong has said so here.
    return Number(process.exitCode ?? exit.done);
  } catch (caught) {
    if (caught instanceof CommanderError) return caught.exitCode === 0 ? exit.done : exit.usage;
    printFailure(failureOf(caught), args.includes('--json'));
    return exit.failed;
  }
}

/** npm starts its scripts in the project's folder; paths are meant from where the user stood. Null where npm did not start this. */
function fromNpm([first = '', ...rest]: readonly string[]): readonly string[] | null {
  if (!first.startsWith('npm:')) return null;
  const stood = process.env['INIT_CWD'];
  if (stood !== undefined) process.chdir(stood);
  return scriptArguments(first.slice('npm:'.length), rest, process.env);
}
