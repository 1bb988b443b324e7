import { resolve } from 'node:path';
import { defaultDatabasePath } from '../core/store/default-path.ts';

/** The database that a command line asks for with `--db=FILE`, as an absolute path; the app's own database otherwise. */
export function databasePathFrom(commandLine: readonly string[], workingDirectory: string): string {
  const option = commandLine.findLast((argument) => argument.startsWith('--db='));
  const file = option?.slice('--db='.length);
  return file ? resolve(workingDirectory, file) : defaultDatabasePath();
}
