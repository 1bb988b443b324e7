import type { Cancellation } from '../search/cancellation.ts';
import type { RollbackRequest } from '../store/knowledge-base.ts';
import type { Store } from '../store/store.ts';
import { rollbackTo } from './change.ts';
import { MigrationManager } from './migration-manager.ts';
import { changeSafely } from './safe-change.ts';
import type { UpgradeProgress, UpgradeReport } from './upgrade-types.ts';

/** Takes the schema back as carefully as it is upgraded. What the older one cannot hold is kept, and the report says what that is. */
export async function safeRollback(
  store: Store,
  request: RollbackRequest,
  onProgress: (progress: UpgradeProgress) => void,
  signal: Cancellation | undefined,
  manager = new MigrationManager(store),
): Promise<UpgradeReport> {
  return changeSafely(store, manager, {
    direction: 'down',
    request,
    understand: () => rollbackTo(manager, request),
    onProgress,
    signal,
  });
}
