import { performance } from 'node:perf_hooks';
import type { Migration } from '../../migrations/migration.ts';
import { failureOf, KnowledgeError, type Failure } from '../failure.ts';
import { stopIfAborted } from '../search/cancellation.ts';
import { inTransaction, type Store } from '../store/store.ts';
import { compatibility, readAppliedSteps, type AppliedStep } from './applied-steps.ts';
import { applyStep } from './apply-step.ts';
import { prepareBookkeeping } from './bookkeeping.ts';
import { lookThrough } from './check-result.ts';
import { findHistoryProblems, refuseProblems } from './history-problems.ts';
import type { KnownMigrations } from './known-migrations.ts';
import { engineFailure, withMigrationLock } from './migration-lock.ts';
import type { RunOptions } from './run-options.ts';
import type { SchemaSession } from './schema-access.ts';
import { recordStep } from './schema-history.ts';
import { undoStep } from './undo-step.ts';
import type { StepResult } from './upgrade-types.ts';

/** Which steps are to be run, given what is applied. It is asked under the lock. */
export type StepChoice = (applied: readonly AppliedStep[]) => readonly Migration[];

export interface Run {
  readonly direction: 'up' | 'down';
  readonly known: KnownMigrations;
  readonly choose: StepChoice;
  readonly latestReleased: string;
}

const defaultActor = 'abendbook';

/**
 * Runs steps in one transaction: all of them are done afterwards, or none. Returns a result for each that was tried; the last is the failed one
 * where there is one. Failures before the first step are thrown as a `KnowledgeError`.
 */
export async function runSteps(store: Store, run: Run, options: RunOptions): Promise<readonly StepResult[]> {
  const { direction, known, choose, latestReleased } = run;
  const actor = options.actor ?? defaultActor;
  stopIfAborted(options.signal);
  const results: StepResult[] = [];
  let current: { readonly migration: Migration; readonly startedAt: number } | null = null;
  try {
    await withMigrationLock(store, async (session) => {
      stopIfAborted(options.signal);
      const applied = await readAppliedSteps(session);
      refuseNewer(applied, latestReleased);
      const steps = choose(applied);
      if (steps.length === 0) return;
      refuseProblems(await findHistoryProblems(session, known));
      await prepareBookkeeping(session, known.migrations);
      const check = await lookThrough(session, direction, steps, known.migrations);
      for (const migration of steps) {
        const { version, name } = migration;
        options.onStep?.({ direction, version, name, done: results.length, total: steps.length });
        current = { migration, startedAt: performance.now() };
        const runStep = direction === 'up' ? applyStep : undoStep;
        results.push(await runStep(session, migration, actor));
      }
      const problems = [...(await check()), ...((await options.afterSteps?.(session)) ?? [])];
      if (problems.length > 0) throw new KnowledgeError(unsound(direction, problems));
    });
    return results;
  } catch (caught) {
    const failed = current as { readonly migration: Migration; readonly startedAt: number } | null;
    if (failed === null) throw caught;
    const { migration, startedAt } = failed;
    const failure = stepFailure(store, migration, direction, caught);
    const durationMs = Math.round(performance.now() - startedAt);
    await recordFailure(store, { migration, direction, actor, durationMs, error: failure.message });
    return [
      ...results
        .filter(({ version }) => version !== migration.version)
        .map((done) => takenBack(done, failure)),
      { ...untouched(migration), success: false, durationMs, error: failure },
    ];
  }
}

function untouched({
  version,
  name,
}: Migration): Pick<StepResult, 'version' | 'name' | 'kept' | 'broughtBack' | 'conflicts'> {
  return { version, name, kept: [], broughtBack: [], conflicts: 0 };
}

/** A step that ran well before another failed: it is not done either. */
function takenBack({ version, name, durationMs }: StepResult, failure: Failure): StepResult {
  const message = `The step ${version} was taken back with the one that failed. ${failure.message}`;
  const error: Failure = { ...failure, message };
  return { version, name, success: false, durationMs, error, kept: [], broughtBack: [], conflicts: 0 };
}

function stepFailure(
  store: Store,
  { version }: Migration,
  direction: Run['direction'],
  caught: unknown,
): Failure {
  if (caught instanceof KnowledgeError) return caught.failure;
  const known = engineFailure(store, caught);
  if (known !== null) return known;
  const detail = caught instanceof Error ? caught.message : failureOf(caught).message;
  return {
    kind: 'migration-failed',
    message: `The step ${version} could not be ${direction === 'up' ? 'applied' : 'undone'}: ${detail}`,
    recovery:
      'Nothing was changed. If it is a step of your own, mend its file; otherwise please report this.',
  };
}

function unsound(direction: Run['direction'], problems: readonly string[]): Failure {
  return {
    kind: 'migration-failed',
    message: `The database was not sound after the ${direction === 'up' ? 'upgrade' : 'rollback'}, which was taken back: ${problems.join(' ')}`,
    recovery: 'Nothing was changed. Please report this with the details.',
  };
}

function refuseNewer(applied: readonly AppliedStep[], latestReleased: string): void {
  if (compatibility(applied, latestReleased) === 'writable') return;
  throw new KnowledgeError({
    kind: 'newer-file',
    message: `This knowledge base stands at schema ${applied.at(-1)?.version}, and this program knows schemas up to ${latestReleased}.`,
    recovery: 'Nothing was changed. Use the newer version of Abendbook that upgraded it.',
  });
}

/** Written after the step was taken back, in a transaction of its own. Where even that fails, the result still tells. */
async function recordFailure(store: Store, record: Parameters<typeof recordStep>[1]): Promise<void> {
  try {
    await inTransaction(store, async (db) => {
      const session: SchemaSession = { store, db };
      // A database that has no schema yet is left as empty as it was.
      if ((await readAppliedSteps(session)).length === 0) return;
      await prepareBookkeeping(session, []);
      await recordStep(session, record);
    });
  } catch {
    // The disk may be full, or the server gone: what the user hears of is the step's failure.
  }
}
