import type { RollbackTarget } from '../store/knowledge-base.ts';
import type { Store } from '../store/store.ts';
import type { RollbackPlan } from './upgrade-types.ts';

export async function planRollback(_store: Store, _target: RollbackTarget): Promise<RollbackPlan> {
  throw new Error('Not written yet.');
}
