import type { Cancellation } from '../search/cancellation.ts';
import type { UpgradeRequest } from '../store/knowledge-base.ts';
import type { Store } from '../store/store.ts';
import type { RehearsalReport, UpgradeProgress } from './upgrade-types.ts';

export async function rehearseUpgrade(
  _store: Store,
  _request: UpgradeRequest,
  _onProgress: (progress: UpgradeProgress) => void,
  _signal: Cancellation | undefined,
): Promise<RehearsalReport> {
  throw new Error('Not written yet.');
}
