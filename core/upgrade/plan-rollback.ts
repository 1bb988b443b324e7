import type { RollbackTarget } from '../store/knowledge-base.ts';
import type { Store } from '../store/store.ts';
import { plannedSteps, rollbackTo } from './change.ts';
import { MigrationManager } from './migration-manager.ts';
import type { RollbackPlan } from './upgrade-types.ts';

/** Says what a rollback would do, and does nothing. Throws a `KnowledgeError` of kind invalid-request or history-mismatch where there is no way back. */
export async function planRollback(
  store: Store,
  target: RollbackTarget,
  manager = new MigrationManager(store),
): Promise<RollbackPlan> {
  const change = await rollbackTo(manager, target);
  const problems = await manager.historyProblems();
  return {
    from: change.from,
    to: change.to,
    steps: plannedSteps(change, store.engine),
    keeps: problems.length > 0 ? [] : await manager.previewRollback(target),
    problems,
  };
}
