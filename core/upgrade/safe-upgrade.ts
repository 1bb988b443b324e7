import type { Cancellation } from '../search/cancellation.ts';
import type { UpgradeRequest } from '../store/knowledge-base.ts';
import type { Store } from '../store/store.ts';
import { upgradeTo } from './change.ts';
import { MigrationManager } from './migration-manager.ts';
import { changeSafely } from './safe-change.ts';
import type { UpgradeProgress, UpgradeReport } from './upgrade-types.ts';

/**
 * Checks, backs up, rehearses, upgrades and validates, and goes back by itself when it does not succeed. A failed upgrade is a report, too: it rejects for
 * nothing but bugs. It can be cancelled until the steps begin.
 */
export async function safeUpgrade(
  store: Store,
  request: UpgradeRequest,
  onProgress: (progress: UpgradeProgress) => void,
  signal: Cancellation | undefined,
  manager = new MigrationManager(store),
): Promise<UpgradeReport> {
  return changeSafely(store, manager, {
    direction: 'up',
    request,
    understand: () => upgradeTo(manager, request.to),
    onProgress,
    signal,
  });
}
