import { basename } from 'node:path';
import { createBackup } from '../../backup/create-backup.ts';
import { withOperationLock } from '../../backup/operation-lock.ts';
import { KnowledgeError } from '../../failure.ts';
import type { Cancellation } from '../../search/cancellation.ts';
import type { SqliteStore, Store } from '../../store/store.ts';
import type { ImportRequest, TransferProgress } from '../transfer-types.ts';
import { backUpServer } from './server-backup.ts';

interface Hooks {
  readonly onProgress: (progress: TransferProgress) => void;
  readonly signal: Cancellation | undefined;
}

interface Secured<T> {
  readonly result: T;
  readonly backup: { readonly path: string } | null;
}

/** Somebody may save an entry while the backup is made; then it is made again, so many times at most. */
const attempts = 3;
/** A tag is short. */
const longestTag = 60;

/** Something was written after the backup was begun. */
class ChangedMeanwhile extends Error {}

/**
 * Does an import's work, after a verified backup where the request wants one or the work replaces what is there. `work` calls what it is given once it alone can write: then the
 * backup holds everything that it changes.
 */
export async function withSafetyBackup<T>(
  store: Store,
  request: ImportRequest,
  hooks: Hooks,
  work: (stopIfChanged: () => void) => Promise<T>,
): Promise<Secured<T>> {
  const isWanted = request.mode === 'replace' || request.backup === true;
  if (!isWanted || request.dryRun === true) return { result: await work(() => undefined), backup: null };
  if (store.engine === 'postgresql') {
    const backup = await backUpServer(store, hooks);
    return { result: await work(() => undefined), backup };
  }
  return withOperationLock(store.path, () => backUpAndWork(store, request, hooks, work));
}

async function backUpAndWork<T>(
  store: SqliteStore,
  { path }: ImportRequest,
  { onProgress, signal }: Hooks,
  work: (stopIfChanged: () => void) => Promise<T>,
): Promise<Secured<T>> {
  for (let attempt = 1; ; attempt += 1) {
    const before = writesSeen(store);
    const backup = await createBackup(
      store,
      { type: 'pre-import', tag: basename(path).slice(0, longestTag) },
      ({ done, total }) => onProgress({ phase: 'backing-up', done, total, unit: 'bytes', records: 0 }),
      signal,
    );
    try {
      const result = await work(() => {
        if (writesSeen(store) !== before) throw new ChangedMeanwhile();
      });
      return { result, backup: { path: backup.path } };
    } catch (caught) {
      if (!(caught instanceof ChangedMeanwhile)) throw caught;
      if (attempt < attempts) continue;
      throw new KnowledgeError({
        kind: 'locked-file',
        message: `Somebody kept on writing in ${store.path} while it was backed up, so the backups do not hold their last changes.`,
        recovery: 'Nothing was imported. Wait until they have finished, and try again.',
      });
    }
  }
}

/** Changes when anybody has written: other connections, or this one. */
function writesSeen({ connection }: SqliteStore): string {
  const others = connection.pragma('data_version', { simple: true });
  const own = connection.prepare('SELECT total_changes()').pluck().get();
  return `${String(others)} ${String(own)}`;
}
