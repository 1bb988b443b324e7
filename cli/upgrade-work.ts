import { failureOf } from '../core/failure.ts';
import type { KnowledgeClient } from '../core/store/knowledge-client.ts';
import { optionsOf } from '../core/upgrade/profiles.ts';
import type { UpgradeProgress, UpgradeReport } from '../core/upgrade/upgrade-types.ts';
import type { GlobalOptions } from './global-options.ts';
import { doLongWork } from './long-work.ts';
import { printOutcome } from './print.ts';
import { UpgradeProgressLine } from './upgrade-progress.ts';

/** Runs an upgrade, a rollback or a rehearsal with its progress on the terminal, cancelled by Ctrl+C where that is safe. */
export async function doUpgradeWork<T>(
  options: GlobalOptions,
  work: (
    db: KnowledgeClient,
    onProgress: (progress: UpgradeProgress) => void,
    signal: AbortSignal,
  ) => Promise<T>,
): Promise<T> {
  const line = new UpgradeProgressLine(options);
  return doLongWork(options, line.stopping, async (db, signal) => {
    try {
      return await work(db, line.show, signal);
    } finally {
      line.end();
    }
  });
}

/** Prints the report of an upgrade or a rollback. What fails before there is one has the same document, in which nothing was done. */
export async function printReportOf(
  options: GlobalOptions,
  { from }: { readonly from: string },
  work: () => Promise<UpgradeReport>,
): Promise<void> {
  let report;
  try {
    report = await work();
  } catch (caught) {
    const nothing = { from, to: from, backup: null, results: [], validated: false, rolledBack: false };
    printOutcome(options, nothing, failureOf(caught), () => '');
    return;
  }
  const { failure, ...document } = report;
  printOutcome(options, document, failure, ({ summary }) => summary.join('\n'));
  // Somebody who went to do something else wants to hear of it.
  if (optionsOf(options.profile).notifyOnCompletion && process.stderr.isTTY) process.stderr.write('\u0007');
}
