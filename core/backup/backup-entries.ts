import type { SqliteStore } from '../store/store.ts';
import type { BackupEntry } from './backup.ts';

export async function listBackupEntries(
  _store: SqliteStore,
  _path: string,
  _options: { readonly query?: string; readonly limit?: number },
): Promise<{ readonly entries: readonly BackupEntry[]; readonly total: number }> {
  throw new Error('Not written yet.');
}
