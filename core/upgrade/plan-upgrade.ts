import type { Store } from '../store/store.ts';
import type { UpgradePlan } from './upgrade-types.ts';

export async function planUpgrade(_store: Store, _to?: string): Promise<UpgradePlan> {
  throw new Error('Not written yet.');
}
