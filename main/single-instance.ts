import { resolve } from 'node:path';
import type { App } from 'electron';

interface Claim {
  /** Called in the first instance when the program was started again, with the database that the second start asked for. */
  readonly onSecondStart: (databasePath: string) => void;
  readonly databasePath: string;
}

/**
 * Makes this the one instance of the program, before any database is opened: two of them would fight over one file.
 * Returns false when another instance runs already; this one must then quit, and the other has been told.
 */
export function claimSingleInstance(
  app: Pick<App, 'requestSingleInstanceLock' | 'on'>,
  { databasePath, onSecondStart }: Claim,
): boolean {
  if (!app.requestSingleInstanceLock({ databasePath })) return false;
  app.on('second-instance', (_event, _commandLine, workingDirectory, claimed) => {
    const asked: unknown =
      typeof claimed === 'object' && claimed !== null && 'databasePath' in claimed
        ? claimed.databasePath
        : undefined;
    onSecondStart(typeof asked === 'string' ? resolve(workingDirectory, asked) : databasePath);
  });
  return true;
}
