import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { backupFolder } from '../../backup/backup-folder.ts';

/** The files of a database, its own and those in its backups' folder, with their times and random parts made equal. */
export function fileKinds(path: string): ReadonlySet<string> {
  return new Set(filesOf(path).map((file) => kindOf(path, file)));
}

/** Files of a kind that is not there when all goes well: what a killed process left and nobody has cleared away. */
export function strayFiles(path: string, usual: ReadonlySet<string>): readonly string[] {
  return filesOf(path).filter((file) => !usual.has(kindOf(path, file)));
}

function filesOf(path: string): readonly string[] {
  const beside = readdirSync(dirname(path), { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.startsWith(basename(path)))
    .map((entry) => join(dirname(path), entry.name));
  const folder = backupFolder(path);
  const backups = existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
  // SQLite's own, there while the database is open.
  return [...beside, ...backups].filter(
    (file) => !/-(?:wal|shm)$/.test(file) || file.includes('.unfinished'),
  );
}

function kindOf(path: string, file: string): string {
  return file
    .slice(dirname(path).length)
    .replaceAll(/\d{4}-\d\d-\d\dT[\dZ-]+/g, 'TIME')
    .replaceAll(/(?<=-)[0-9a-f]{4,}/g, 'RANDOM');
}
