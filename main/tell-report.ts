import type { UpgradeReport } from '../core/upgrade/upgrade-types.ts';
import type { ErrorLog } from './error-log.ts';
import { notify } from './notify.ts';
import { describeReport, reportTitle } from './upgrade-words.ts';

interface TellReportOptions {
  readonly log: ErrorLog;
  /** Where the user wants a notification: what a click on it does. */
  readonly onClick: (() => void) | null;
}

/** Keeps the report of an upgrade or a rollback that did not succeed in the log, and shows a notification of any where that is wanted. */
export function tellReport(report: UpgradeReport, { log, onClick }: TellReportOptions): void {
  const title = reportTitle(report);
  if (report.failure !== null) log.write(title, report);
  const ending = describeReport(report);
  const sentence = typeof ending === 'string' ? ending : ending.sentence;
  if (onClick !== null) notify(title, sentence, onClick);
}
