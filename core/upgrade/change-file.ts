import { KnowledgeError, type Failure } from '../failure.ts';
import { withOperationLock } from '../backup/operation-lock.ts';
import { stopIfAborted } from '../search/cancellation.ts';
import type { SqliteStore } from '../store/store.ts';
import { applyChange } from './apply-change.ts';
import { failureBeforeChange, refuseIfBad, sayUnchanged } from './change-failure.ts';
import { addResults } from './change-report.ts';
import type { ChangeWork } from './change-work.ts';
import { writableCheck } from './checks.ts';
import { forgetRehearsal } from './kept-rehearsal.ts';
import { prepareChange } from './prepare-change.ts';
import { leftRehearsals, removeFiles } from './rehearsal-copy.ts';
import { seed } from './seed-test-data.ts';
import { takeBack } from './take-back.ts';
import {
  removeUpgradeRecord,
  writeUpgradeRecord,
  type Expectation,
  type UpgradeRecord,
} from './upgrade-record.ts';
import { problemsOf, validateChange } from './validate-change.ts';

/**
 * Changes the schema of a file. A process that is killed meanwhile leaves a record, from which the next start goes on.
 * Throws what `failureBeforeChange` has words for where the database was not changed. What comes afterwards is in the report.
 */
export async function changeFile(store: SqliteStore, work: ChangeWork): Promise<void> {
  refuseIfBad([writableCheck(store)]);
  await withOperationLock(store.path, async () => {
    for (const left of leftRehearsals(store.path)) removeFiles(left);
    const begun = await runSteps(store, work);
    if (begun !== null) await finish(store, work, begun);
  });
}

/** The record of a change whose steps have been committed. */
interface BegunRecord extends UpgradeRecord {
  readonly expectation: Expectation;
}

/** Up to the commit. Null where nothing was to be changed. */
async function runSteps(store: SqliteStore, work: ChangeWork): Promise<BegunRecord | null> {
  const { manager, change, options, actor, teller, report } = work;
  const record = recordOf(work);
  try {
    writeUpgradeRecord(store.path, record);
    const expectation = await prepareChange(store, work);
    if (options.validateOnly) {
      report.validated = true;
      removeUpgradeRecord(store.path);
      return null;
    }
    const begun: BegunRecord = {
      ...record,
      phase: 'changing',
      backup: report.backup?.path ?? null,
      expectation,
    };
    writeUpgradeRecord(store.path, begun);
    stopIfAborted(teller.signal);
    teller.begin(change.direction === 'up' ? 'upgrading' : 'rolling-back', false);
    const results = await applyChange(manager, change, {
      actor,
      onStep: ({ version, done, total }) => teller.tell(version, done, total),
    });
    const failure = addResults(report, results);
    if (failure !== null) throw new KnowledgeError(sayUnchanged(failure));
    return begun;
  } catch (caught) {
    // After a bug the record stays, so that the next start looks at what is there.
    if (failureBeforeChange(store, caught) !== null) removeUpgradeRecord(store.path);
    throw caught;
  }
}

function recordOf({ change, options, actor }: ChangeWork): UpgradeRecord {
  const { direction, from, to, appliedBefore, appliedAfter } = change;
  return {
    format: 'abendbook-upgrade',
    phase: 'preparing',
    direction,
    from,
    to,
    appliedBefore,
    appliedAfter,
    backup: null,
    rollbackOnFailure: options.rollbackOnFailure,
    actor,
    startedAt: new Date().toISOString(),
    expectation: null,
  };
}

/** After the commit: the database is looked through, and brought back where it is not sound. */
async function finish(store: SqliteStore, work: ChangeWork, begun: BegunRecord): Promise<void> {
  const { teller, report, options } = work;
  forgetRehearsal(store.path);
  teller.begin('validating', false);
  const checks = await validateChange(store, begun.expectation);
  const problems = problemsOf(checks);
  const detail = checks.map((found) => found.detail).join(' ');
  report.checklist = [...report.checklist, { name: 'validation', ok: problems.length === 0, detail }];
  report.validated = problems.length === 0;
  if (report.validated) {
    await seed(store, work);
    removeUpgradeRecord(store.path);
    return;
  }
  const message = `Afterwards the knowledge base was not sound: ${problems.join(' ')}`;
  if (options.rollbackOnFailure) {
    report.failure = await bringBack(store, work, begun, message);
    return;
  }
  removeUpgradeRecord(store.path);
  report.failure = {
    kind: 'migration-failed',
    message,
    recovery: `It was left at schema ${begun.to}, since it is not to be taken back by itself (rollbackOnFailure). ${wayBack(begun)}`,
  };
}

async function bringBack(
  store: SqliteStore,
  { manager, actor, teller, report }: ChangeWork,
  begun: BegunRecord,
  message: string,
): Promise<Failure> {
  const { appliedBefore, expectation, backup, from } = begun;
  const taken = await takeBack(store, manager, {
    appliedBefore,
    expectation,
    backup,
    actor,
    onPages: teller.pages,
    onPhase: (phase) => {
      if (phase === 'restoring') writeUpgradeRecord(store.path, { ...begun, phase });
      teller.begin(phase, false);
    },
  });
  switch (taken.by) {
    case 'rollback':
      report.rolledBack = true;
      removeUpgradeRecord(store.path);
      return {
        kind: 'migration-failed',
        message,
        recovery: `It was taken back by itself: your knowledge base stands at schema ${from} again, with all its entries.`,
      };
    case 'backup':
      report.restored = true;
      removeUpgradeRecord(store.path);
      return {
        kind: 'migration-failed',
        message: `${message} Rolling back did not help either: ${taken.because}`,
        recovery: `The backup was written back: your knowledge base is as it was before, at schema ${from}.${keptWords(taken.kept)}`,
      };
    case 'neither':
      return {
        kind: 'migration-failed',
        message: `${message} Bringing it back failed, too: ${taken.failure.message}`,
        recovery: wayBack(begun),
      };
  }
}

function keptWords(folder: string | null): string {
  return folder === null ? '' : ` What stood there is kept in ${folder}`;
}

function wayBack({ backup }: UpgradeRecord): string {
  if (backup === null) return 'There is no backup of just before; the others are on the Database screen.';
  return `Restore the backup made before: ${backup}`;
}
