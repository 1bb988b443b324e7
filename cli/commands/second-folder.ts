import { resolve } from 'node:path';
import type { Command } from 'commander';
import { secondFolder, setSecondFolder } from '../../core/backup/second-folder.ts';
import { locationOf, withKnowledge, type GlobalOptions } from '../global-options.ts';
import { printResult } from '../print.ts';
import { addCommand, refuseUsage } from './command.ts';

interface SecondFolderOptions extends GlobalOptions {
  readonly off?: boolean;
}

/** `kb backup second-folder`: where every backup is copied to as well. */
export function addSecondFolderCommand(backup: Command): void {
  addCommand(backup, 'second-folder', 'say, or set, where each backup is copied to as well')
    .argument('[folder]', 'best on another disk')
    .option('--off', 'copy them nowhere any more; the copies that are there stay')
    .action(async (folder: string | undefined, _options: object, command: Command) => {
      const options = command.optsWithGlobals<SecondFolderOptions>();
      if (folder !== undefined && options.off) refuseUsage(command, 'give either a folder or --off');
      const path = locationOf(options);
      // A setting for a knowledge base that is not there would be a typing error in its path.
      await withKnowledge(options, (db) => db.store(), { readOnly: true });
      if (folder !== undefined) setSecondFolder(path, resolve(folder));
      if (options.off) setSecondFolder(path, null);
      printResult(options, { folder: secondFolder(path) }, ({ folder: now }) =>
        now === null ? 'Backups are copied nowhere else.' : `Each backup is copied to ${now} as well.`,
      );
    });
}
