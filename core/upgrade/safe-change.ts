import { performance } from 'node:perf_hooks';
import { KnowledgeError } from '../failure.ts';
import type { Cancellation } from '../search/cancellation.ts';
import type { UpgradeRequest } from '../store/knowledge-base.ts';
import { databaseName, type Store } from '../store/store.ts';
import { beginReport } from './change-report.ts';
import { changeFile } from './change-file.ts';
import { changeServer } from './change-server.ts';
import type { Change } from './change.ts';
import { failureBeforeChange } from './change-failure.ts';
import type { ChangeWork } from './change-work.ts';
import { refuseProblems } from './history-problems.ts';
import type { MigrationManager } from './migration-manager.ts';
import { PhaseTeller } from './phase-teller.ts';
import { optionsOf } from './profiles.ts';
import { summarise } from './upgrade-summary.ts';
import type { UpgradeProgress, UpgradeReport } from './upgrade-types.ts';

export interface SafeChange {
  readonly direction: Change['direction'];
  readonly request: Omit<UpgradeRequest, 'to'>;
  /** Finds out what is to be done. */
  readonly understand: () => Promise<Change>;
  readonly onProgress: (progress: UpgradeProgress) => void;
  readonly signal: Cancellation | undefined;
}

/**
 * Upgrades a database or rolls it back, with all that its options ask for, and goes back by itself when it does not succeed. A change that fails or is cancelled
 * resolves, too, with a report that says so.
 */
export async function changeSafely(
  store: Store,
  manager: MigrationManager,
  { direction, request, understand, onProgress, signal }: SafeChange,
): Promise<UpgradeReport> {
  const startedAt = performance.now();
  const options = optionsOf(request.profile, request.options);
  const report = beginReport({ direction, from: await manager.getCurrentVersion() });
  const remarks: string[] = [];
  let pending = 0;
  try {
    const change = await understand();
    pending = change.steps.length;
    if (pending === 0) {
      // A step of the user's own that cannot be read is not pending either, and they wait for it.
      refuseProblems(direction === 'up' ? await manager.historyProblems() : []);
      report.validated = true;
    } else {
      if (options.requireConfirmation && !request.confirmed) throw notConfirmed(change);
      const work: ChangeWork = {
        manager,
        change,
        options,
        actor: request.actor ?? 'abendbook',
        teller: new PhaseTeller(onProgress, signal),
        report,
        remarks,
      };
      await (store.engine === 'sqlite' ? changeFile(store, work) : changeServer(store, work));
    }
  } catch (caught) {
    report.failure = failureBeforeChange(store, caught);
    if (report.failure === null) throw caught;
  }
  report.to = await versionNow(manager, report.to);
  report.durationMs = Math.round(performance.now() - startedAt);
  const { engine } = store;
  report.summary = summarise(report, { options, engine, database: databaseName(store), pending, remarks });
  return report;
}

/** After the worst the file may not even be readable, and the report is needed all the more. */
async function versionNow(manager: MigrationManager, otherwise: string): Promise<string> {
  try {
    return await manager.getCurrentVersion();
  } catch {
    return otherwise;
  }
}

function notConfirmed({ direction, from, to }: Change): KnowledgeError {
  const what = direction === 'up' ? 'upgrade' : 'rollback';
  return new KnowledgeError({
    kind: 'not-confirmed',
    message: `The ${what} from ${from} to ${to} was not confirmed, and this profile wants it to be.`,
    recovery: `Nothing was changed. Look at the plan of the ${what}, and confirm it.`,
  });
}
