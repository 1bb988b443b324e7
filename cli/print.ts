import type { Failure } from '../core/failure.ts';
import type { GlobalOptions } from './global-options.ts';

/** Prints a command's result: the one JSON document with `--json`, and otherwise what `words` makes of it. */
export function printResult<T>(options: GlobalOptions, result: T, words: (result: T) => string): void {
  const text = options.json ? JSON.stringify(result, null, 2) : words(result);
  if (text !== '') process.stdout.write(`${text}\n`);
}

/** Prints a failure: a sentence and the way out on stderr, and with `--json` the same as a document on stdout. */
export function printFailure({ kind, message, recovery, field }: Failure, json: boolean): void {
  process.stderr.write(`${message} ${recovery}\n`);
  if (!json) return;
  const error = field === undefined ? { kind, message, recovery } : { kind, message, recovery, field };
  process.stdout.write(`${JSON.stringify({ error }, null, 2)}\n`);
}
