import type { Change } from './change.ts';
import type { MigrationManager } from './migration-manager.ts';
import type { RunOptions } from './run-options.ts';
import type { StepResult } from './upgrade-types.ts';

/** Runs a change's steps, all in one transaction. Throws, and fails, as `MigrationManager` does. */
export function applyChange(
  manager: MigrationManager,
  { direction, steps, to }: Change,
  options: RunOptions,
): Promise<readonly StepResult[]> {
  if (direction === 'down') return manager.rollbackTo(to, options);
  // A custom step may stand above those that are pending.
  return manager.migrateTo(steps.at(-1)?.version ?? to, options);
}

/**
 * Brings the applied steps back to what they were: what was applied since is undone, and what was undone since is applied. Nothing is lost on the way,
 * as with every rollback.
 * Returns the results of what was run; the last one says why, where that failed. Throws as `MigrationManager` does.
 */
export async function revertSteps(
  manager: MigrationManager,
  wanted: readonly string[],
  options: RunOptions,
): Promise<readonly StepResult[]> {
  const results: StepResult[] = [];
  const firstExtra = (await applied(manager)).find((version) => !wanted.includes(version));
  if (firstExtra !== undefined) {
    const base = wanted.findLast((version) => version < firstExtra) ?? '';
    results.push(...(await manager.rollbackTo(base, options)));
  }
  const now = await applied(manager);
  for (const version of wanted) {
    if (now.includes(version) || results.some(({ success }) => !success)) continue;
    results.push(...(await manager.executeMigration(version, options)));
  }
  return results;
}

async function applied(manager: MigrationManager): Promise<readonly string[]> {
  return (await manager.getAppliedMigrations()).map(({ version }) => version);
}
