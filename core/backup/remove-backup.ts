import { readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Backup } from './backup.ts';

/**
 * Removes a backup with its manifest and whatever else is kept beside it under its name, and its copy in the second folder. The file itself goes
 * first: what has a backup's name always has a manifest.
 */
export function removeBackup({ path, copy }: Backup): void {
  removeWithCompanions(path);
  if (copy === null || copy === path) return;
  try {
    removeWithCompanions(copy);
  } catch {
    // Its disk is not there, or cannot be written. A copy more does no harm.
  }
}

function removeWithCompanions(path: string): void {
  rmSync(path, { force: true });
  const folder = dirname(path);
  for (const name of readdirSync(folder)) {
    if (name.startsWith(`${basename(path)}.`)) rmSync(join(folder, name), { force: true });
  }
}
