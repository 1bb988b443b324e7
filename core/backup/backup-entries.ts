import type { SqliteStore } from '../store/store.ts';
import type { BackupEntry } from './backup.ts';
import { openUnchanged } from './open-unchanged.ts';
import { requireReadable } from './require-readable.ts';
import { runFileWork } from './run-file-work.ts';

const defaultLimit = 100;

/**
 * The entries in a backup, those first that are missing in the present database or different there, then the latest first, and how many there are in
 * all. With a query only those that have each of its words in title, id or problem text, in whatever case.
 * Throws a `KnowledgeError` where the backup is not sound.
 */
export async function listBackupEntries(
  { path: database, copy }: SqliteStore,
  path: string,
  { query = '', limit = defaultLimit }: { readonly query?: string; readonly limit?: number },
): Promise<{ readonly entries: readonly BackupEntry[]; readonly total: number }> {
  await requireReadable(path);
  const { file, close } = await openUnchanged(path);
  try {
    return await runFileWork('entries', file, { database: copy?.file ?? database, file, query, limit });
  } finally {
    await close();
  }
}
