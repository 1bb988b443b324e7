import { existsSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { backupEnding, backupFolder, manifestPath, unfinishedEnding } from './backup-folder.ts';

/** Removes drafts and copies that no process is writing any more. Only under the operation lock, when none can be. */
export function removeLeftovers(databasePath: string): void {
  const path = resolve(databasePath);
  const backups = backupFolder(path);
  const manifestEnding = manifestPath(backupEnding);
  removeWhere(
    backups,
    (name) =>
      name.includes(unfinishedEnding) ||
      name.endsWith('.draft') ||
      // A manifest is written before its backup gets its name.
      (name.endsWith(manifestEnding) && !existsSync(join(backups, name.slice(0, -'.json'.length)))),
  );
  const name = basename(path);
  removeWhere(
    dirname(path),
    (found) =>
      found.startsWith(`${name}.staged-`) ||
      // Of the records of a restore or an upgrade.
      (found.startsWith(`${name}.`) && found.endsWith('.draft')),
  );
}

function removeWhere(folder: string, isLeftover: (name: string) => boolean): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) if (isLeftover(name)) rmSync(join(folder, name), { force: true });
}
