import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { backupFolder, manifestPath } from '../../backup/backup-folder.ts';

/** The names that belong among backups: whole ones with their manifests, the lock, and what is remembered. */
const usualNames =
  /^(?:\d{4}-\d\d-\d\dT[\dZ-]+-(?:manual|pre-migration|pre-restore|pre-import|scheduled)-[0-9a-f]+\.backup\.db(?:\.json)?|\.lock|rehearsal\.json|second-folder\.json)$/;

/** What a killed process left beside a database or among its backups and nobody has cleared away. */
export function strayFiles(path: string): readonly string[] {
  const folder = backupFolder(path);
  const database = basename(path);
  const beside = readdirSync(dirname(path))
    .filter(
      (name) =>
        name.startsWith(database) &&
        !/^(?:-wal|-shm|\.backups|\.migrations)?$/.test(name.slice(database.length)),
    )
    .map((name) => join(dirname(path), name));
  const backups = existsSync(folder) ? readdirSync(folder) : [];
  const among = backups.filter((name) => {
    if (!usualNames.test(name)) return true;
    return name.endsWith('.backup.db') && !existsSync(manifestPath(join(folder, name)));
  });
  return [...beside, ...among.map((name) => join(folder, name))];
}
