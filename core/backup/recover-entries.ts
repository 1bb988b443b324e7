import type { SqliteStore } from '../store/store.ts';
import type { EntryRecovery } from './backup.ts';

export async function recoverEntries(
  _store: SqliteStore,
  _path: string,
  _ids: readonly string[],
  _actor: string,
): Promise<EntryRecovery> {
  throw new Error('Not written yet.');
}
