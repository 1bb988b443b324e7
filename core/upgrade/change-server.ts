import { failureOf, KnowledgeError } from '../failure.ts';
import { stopIfAborted } from '../search/cancellation.ts';
import type { PostgresStore } from '../store/store.ts';
import { applyChange, revertSteps } from './apply-change.ts';
import { refuseIfBad, sayUnchanged } from './change-failure.ts';
import { addResults } from './change-report.ts';
import type { ChangeWork } from './change-work.ts';
import { commonChecks } from './checklist.ts';
import { healthCheck } from './checks.ts';
import { seed } from './seed-test-data.ts';

/** Changes the schema of a server's database: in one transaction of the server, without a copy of a file to back up or to try it on. */
export async function changeServer(store: PostgresStore, work: ChangeWork): Promise<void> {
  const { manager, change, options, actor, teller, report, remarks } = work;
  teller.begin('checking');
  report.checklist = await commonChecks(store, manager);
  refuseIfBad(report.checklist);
  remarks.push(
    'It could not be tried on a copy, nor could be said beforehand how long it takes: that takes a file.',
  );
  if (options.validateOnly) {
    report.validated = true;
    return;
  }
  stopIfAborted(teller.signal);
  teller.begin(change.direction === 'up' ? 'upgrading' : 'rolling-back', false);
  const results = await applyChange(manager, change, {
    actor,
    onStep: ({ version, done, total }) => teller.tell(version, done, total),
  });
  const failure = addResults(report, results);
  if (failure !== null) throw new KnowledgeError(sayUnchanged(failure));
  teller.begin('validating', false);
  const { ok, detail } = await healthCheck(store);
  report.validated = ok;
  if (ok) {
    await seed(store, work);
    return;
  }
  const message = `Afterwards the knowledge base was not sound: ${detail}`;
  if (!options.rollbackOnFailure) {
    report.failure = { kind: 'migration-failed', message, recovery: `It was left at ${change.to}.` };
    return;
  }
  teller.begin('rolling-back', false);
  try {
    const taken = await revertSteps(manager, change.appliedBefore, { actor });
    const problem = taken.find(({ error }) => error !== null)?.error;
    if (problem) throw new KnowledgeError(problem);
    report.rolledBack = true;
    report.failure = {
      kind: 'migration-failed',
      message,
      recovery: `It was taken back: your knowledge base stands at ${change.from} again.`,
    };
  } catch (caught) {
    report.failure = {
      kind: 'migration-failed',
      message: `${message} Taking it back failed, too: ${failureOf(caught).message}`,
      recovery: "Restore the server's own backup, or ask for help with the details.",
    };
  }
}
