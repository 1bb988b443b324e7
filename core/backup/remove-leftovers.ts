import { existsSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { backupFolder, unfinishedEnding } from './backup-folder.ts';

/** Removes drafts and copies that no process is writing any more. Only under the operation lock, when none can be. */
export function removeLeftovers(databasePath: string): void {
  const path = resolve(databasePath);
  const remove = (folder: string, isLeftover: (name: string) => boolean): void => {
    if (!existsSync(folder)) return;
    for (const name of readdirSync(folder)) if (isLeftover(name)) rmSync(join(folder, name), { force: true });
  };
  remove(backupFolder(path), (name) => name.includes(unfinishedEnding) || name.endsWith('.draft'));
  remove(dirname(path), (name) => name.startsWith(`${basename(path)}.staged-`));
}
