import type { Cancellation } from '../search/cancellation.ts';
import type { RollbackRequest } from '../store/knowledge-base.ts';
import type { Store } from '../store/store.ts';
import type { UpgradeReport, UpgradeProgress } from './upgrade-types.ts';

export async function safeRollback(
  _store: Store,
  _request: RollbackRequest,
  _onProgress: (progress: UpgradeProgress) => void,
  _signal: Cancellation | undefined,
): Promise<UpgradeReport> {
  throw new Error('Not written yet.');
}
