import type { Failure } from '../core/failure.ts';
import type { GlobalOptions } from './global-options.ts';

/** Prints a command's result: the one JSON document with `--json`, and otherwise what `words` makes of it. */
export function printResult<T>(options: GlobalOptions, result: T, words: (result: T) => string): void {
  const text = options.json ? JSON.stringify(result, null, 2) : words(result);
  if (text !== '') process.stdout.write(`${text}\n`);
}

/**
 * Prints a result that may tell of a failure. A failed one has the same document, with `error` in it, and its sentence on stderr; the
 * program then exits with 1.
 */
export function printOutcome<T extends object>(
  options: GlobalOptions,
  result: T,
  failure: Failure | null,
  words: (result: T) => string,
): void {
  if (failure === null) {
    printResult(options, result, words);
    return;
  }
  process.exitCode = 1;
  printSentence(failure);
  printResult(options, { ...result, error: errorOf(failure) }, words);
}

/** Prints a failure: a sentence and the way out on stderr, and with `--json` the same as a document on stdout. */
export function printFailure(failure: Failure, json: boolean): void {
  printSentence(failure);
  if (json) process.stdout.write(`${JSON.stringify({ error: errorOf(failure) }, null, 2)}\n`);
}

function printSentence({ message, recovery }: Failure): void {
  process.stderr.write(`${message} ${recovery}\n`);
}

function errorOf({ kind, message, recovery, field }: Failure): Failure {
  return field === undefined ? { kind, message, recovery } : { kind, message, recovery, field };
}
