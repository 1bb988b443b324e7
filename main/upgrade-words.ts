import type { UpgradePhase, UpgradeProgress, UpgradeReport } from '../core/upgrade/upgrade-types.ts';
import type { RunningUpgrade } from '../preload/api.ts';
import type { Ending } from './work.ts';

const phaseWords: Record<UpgradePhase, string> = {
  checking: 'checking',
  'backing-up': 'backing up',
  rehearsing: 'trying it on a copy',
  upgrading: 'upgrading',
  'rolling-back': 'rolling back',
  validating: 'validating',
  restoring: 'restoring the backup',
};

const usualPhases: Record<RunningUpgrade['kind'], readonly UpgradePhase[]> = {
  rehearsal: [],
  upgrade: ['checking', 'backing-up', 'rehearsing', 'upgrading', 'validating'],
  rollback: ['checking', 'backing-up', 'rehearsing', 'rolling-back', 'validating'],
};

/** `Step 4 of 5: upgrading, 003-mvp3-code-analysis`. A phase out of the usual order has no number. */
export function stepWords(kind: RunningUpgrade['kind'], { phase, step }: UpgradeProgress): string {
  const phases = usualPhases[kind];
  const at = phases.indexOf(phase);
  const what = step === null ? phaseWords[phase] : `${phaseWords[phase]}, ${step}`;
  return at === -1 ? what : `Step ${at + 1} of ${phases.length}: ${what}`;
}

/** The report of an upgrade or a rollback in one line, with where the backup is. */
export function describeReport(report: UpgradeReport): Ending {
  const { failure, direction, from, to, backup } = report;
  if (failure !== null) {
    const cancelled = failure.kind === 'cancelled';
    return {
      state: cancelled ? 'cancelled' : 'failed',
      sentence: `${failure.message} ${failure.recovery}`,
    };
  }
  const where = backup === null ? '' : ` The backup made before is ${backup.path}`;
  if (from === to) return `The upgrade was checked and tried on a copy. Nothing was changed.${where}`;
  if (direction === 'up') return `Upgraded to schema ${number(to)}.${where}`;
  const kept = report.kept.reduce((sum, { rows }) => sum + rows, 0);
  const keeps =
    kept === 0
      ? ''
      : ` ${kept.toLocaleString('en')} ${kept === 1 ? 'row is' : 'rows are'} kept and ${kept === 1 ? 'comes' : 'come'} back with the next upgrade.`;
  return `Rolled back to schema ${number(to)}.${keeps}${where}`;
}

/** The title of the notification that tells of a report. */
export function reportTitle({ failure, direction }: UpgradeReport): string {
  const what = direction === 'up' ? 'upgrade' : 'rollback';
  if (failure === null) return `The ${what} is done`;
  return failure.kind === 'cancelled' ? `The ${what} was cancelled` : `The ${what} did not succeed`;
}

/** `005` for `005-mvp5-enterprise-intelligence`. */
function number(version: string): string {
  return version.slice(0, 3);
}
