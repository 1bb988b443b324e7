import type { UpgradePhase, UpgradeProgress } from '../core/upgrade/upgrade-types.ts';
import type { GlobalOptions } from './global-options.ts';
import { bar, hasProgress } from './progress-bar.ts';

const phaseNames = {
  checking: 'Checking',
  'backing-up': 'Backing up',
  rehearsing: 'Rehearsing on a copy',
  upgrading: 'Upgrading',
  'rolling-back': 'Rolling back',
  validating: 'Looking it through',
  restoring: 'Restoring the backup',
} as const satisfies Record<UpgradePhase, string>;

/** Shows on one line of a terminal how far an upgrade, a rollback or a rehearsal is, and knows whether it can still be cancelled. */
export class UpgradeProgressLine {
  readonly #shown: boolean;
  #cancellable = true;

  constructor(options: GlobalOptions) {
    this.#shown = hasProgress(options);
  }

  readonly show = ({ phase, step, done, total, cancellable }: UpgradeProgress): void => {
    this.#cancellable = cancellable;
    if (!this.#shown) return;
    const parts = [
      phaseNames[phase],
      ...(step === null ? [] : [step]),
      ...(total === 0 ? [] : [bar(done, total)]),
    ];
    // A line that wraps could not be written over.
    process.stderr.write(`\r\u001B[K${parts.join('  ').slice(0, (process.stderr.columns || 80) - 1)}`);
  };

  /** What is said to a user who wants to stop it here. */
  readonly stopping = (): string =>
    this.#cancellable
      ? 'Stopping. Your knowledge base stays as it was; a backup that is finished is kept. Ctrl+C again ends at once.'
      : 'It is too late to stop: the steps commit together or not at all. Ctrl+C again ends at once; the next start then finds the old state or the new one, and says which.';

  /** Clears the line. */
  end(): void {
    if (this.#shown) process.stderr.write('\r\u001B[K');
  }
}
