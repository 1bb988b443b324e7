import type { Backup } from '../backup/backup.ts';
import { listBackups } from '../backup/list-backups.ts';
import { openUnchanged } from '../backup/open-unchanged.ts';
import { inSnapshot } from '../store/snapshot.ts';
import type { SqliteStore } from '../store/store.ts';
import { fingerprintOf } from './fingerprint.ts';

/** What the database holds now, as its fingerprint; null where that cannot be said quickly. */
export function presentFingerprint(store: SqliteStore): Promise<string | null> {
  return inSnapshot(store, async () => fingerprintOf(store));
}

/** The newest verified backup made before an upgrade, if it holds exactly what the database holds now. */
export async function currentBackup(
  { path }: SqliteStore,
  version: string,
  fingerprint: string | null,
): Promise<Backup | null> {
  if (fingerprint === null) return null;
  const newest = listBackups(path).find(({ type, verified }) => type === 'pre-migration' && verified);
  if (newest === undefined || newest.version !== version) return null;
  try {
    const { store, close } = await openUnchanged(newest.path);
    try {
      return fingerprintOf(store) === fingerprint ? newest : null;
    } finally {
      await close();
    }
  } catch {
    // What cannot be read is no backup to rely on.
    return null;
  }
}
