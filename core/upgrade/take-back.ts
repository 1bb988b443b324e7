import { failureOf, type Failure } from '../failure.ts';
import type { SqliteStore } from '../store/store.ts';
import { revertSteps } from './apply-change.ts';
import { engineFailure } from './migration-lock.ts';
import type { MigrationManager } from './migration-manager.ts';
import type { Expectation } from './upgrade-record.ts';
import { problemsOf, validateChange } from './validate-change.ts';
import { writeBack } from './write-back.ts';

export interface TakeBack {
  readonly appliedBefore: readonly string[];
  readonly expectation: Expectation;
  /** A verified backup of what was there before; null where there is none. */
  readonly backup: string | null;
  readonly actor: string;
  readonly onPages: (done: number, total: number) => void;
  readonly onPhase: (phase: 'rolling-back' | 'restoring') => void;
}

/** How a database was brought back to what it was before, and where what stood there is kept; `neither` says why it could not be. */
export type TakenBack =
  | { readonly by: 'rollback' }
  | { readonly by: 'backup'; readonly because: string; readonly kept: string | null }
  | { readonly by: 'neither'; readonly failure: Failure };

/**
 * Brings a database back to the steps that were applied before a change. Where rolling back fails, or leaves something that is not sound, the backup is
 * written into the database.
 */
export async function takeBack(
  store: SqliteStore,
  manager: MigrationManager,
  { appliedBefore, expectation, backup, actor, onPages, onPhase }: TakeBack,
): Promise<TakenBack> {
  onPhase('rolling-back');
  const problem = await problemOfRollback(store, manager, appliedBefore, expectation, actor);
  if (problem === null) return { by: 'rollback' };
  if (backup === null) return { by: 'neither', failure: problem };
  onPhase('restoring');
  try {
    const kept = await writeBack(store, backup, onPages);
    return { by: 'backup', because: problem.message, kept };
  } catch (caught) {
    return { by: 'neither', failure: engineFailure(store, caught) ?? failureOf(caught) };
  }
}

async function problemOfRollback(
  store: SqliteStore,
  manager: MigrationManager,
  appliedBefore: readonly string[],
  expectation: Expectation,
  actor: string,
): Promise<Failure | null> {
  try {
    const results = await revertSteps(manager, appliedBefore, { actor });
    const failed = results.find(({ error }) => error !== null)?.error;
    if (failed) return failed;
    const problems = problemsOf(await validateChange(store, expectation));
    if (problems.length === 0) return null;
    return { kind: 'corrupt-file', message: problems.join(' '), recovery: '' };
  } catch (caught) {
    return engineFailure(store, caught) ?? failureOf(caught);
  }
}
