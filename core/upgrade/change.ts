import type { Migration } from '../../migrations/migration.ts';
import type { Engine, RollbackTarget } from '../store/knowledge-base.ts';
import type { MigrationManager } from './migration-manager.ts';
import { readableSql } from './readable-sql.ts';
import type { PlannedStep } from './upgrade-types.ts';
import { emptyVersion } from './version-number.ts';

/** An upgrade or a rollback as it was understood: what will run, and which steps are applied before and afterwards. */
export interface Change {
  readonly direction: 'up' | 'down';
  readonly from: string;
  readonly to: string;
  /** In the order in which they run. */
  readonly steps: readonly Migration[];
  readonly appliedBefore: readonly string[];
  readonly appliedAfter: readonly string[];
  /** Every step that there is for this database. */
  readonly known: readonly Migration[];
}

/** What an upgrade to a version, or to the newest, would do. Throws a `KnowledgeError` of kind invalid-request. */
export async function upgradeTo(manager: MigrationManager, to: string | undefined): Promise<Change> {
  const steps = await manager.planUp(to);
  return describe(manager, 'up', steps);
}

/** What a rollback would undo. Throws a `KnowledgeError` of kind invalid-request or history-mismatch. */
export async function rollbackTo(manager: MigrationManager, target: RollbackTarget): Promise<Change> {
  const steps = await manager.planDown('to' in target ? { to: target.to } : { steps: target.steps });
  return describe(manager, 'down', steps);
}

async function describe(
  manager: MigrationManager,
  direction: Change['direction'],
  steps: readonly Migration[],
): Promise<Change> {
  const appliedBefore = (await manager.getAppliedMigrations()).map(({ version }) => version);
  const changed = steps.map(({ version }) => version);
  const appliedAfter =
    direction === 'up'
      ? [...appliedBefore, ...changed].toSorted()
      : appliedBefore.filter((version) => !changed.includes(version));
  return {
    direction,
    from: newest(appliedBefore),
    to: newest(appliedAfter),
    steps,
    appliedBefore,
    appliedAfter,
    known: await manager.getMigrations(),
  };
}

function newest(versions: readonly string[]): string {
  return versions.at(-1) ?? emptyVersion;
}

/** The SQL of a step that a change runs. */
export function scriptOf({ direction }: Pick<Change, 'direction'>, step: Migration, engine: Engine): string {
  return direction === 'up' ? step.up[engine] : step.down[engine];
}

/** The steps of a change as a user reads them before they run. */
export function plannedSteps(change: Change, engine: Engine): readonly PlannedStep[] {
  return change.steps.map((step) => ({
    version: step.version,
    name: step.name,
    sql: readableSql(scriptOf(change, step, engine), engine),
    file: step.file ?? null,
  }));
}
