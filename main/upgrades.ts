import type { DatabaseStatus, UpgradeRequest } from '../core/store/knowledge-base.ts';
import { optionsOf } from '../core/upgrade/profiles.ts';
import type { ProfileName, RehearsalReport, UpgradeReport } from '../core/upgrade/upgrade-types.ts';
import { isReleased } from '../core/upgrade/version-number.ts';
import type { UpgradeState } from '../preload/api.ts';
import { UpgradeRunner, type UpgradeRunnerOptions, type UpgradeTask } from './upgrade-runner.ts';
import { describeReport } from './upgrade-words.ts';

interface UpgradesOptions extends UpgradeRunnerOptions {
  readonly profile: () => ProfileName;
  readonly actor: () => string;
  /** Told how each upgrade and rollback ended. */
  readonly onReport: (report: UpgradeReport, notify: boolean) => void;
}

/** Rehearsals, upgrades and rollbacks, one at a time: what runs, how it ended, and whether the wizard is to open by itself. */
export class Upgrades {
  readonly #options: UpgradesOptions;
  readonly #runner: UpgradeRunner;
  #report: UpgradeReport | null = null;
  #offer = false;
  #seen = false;

  constructor(options: UpgradesOptions) {
    this.#options = options;
    this.#runner = new UpgradeRunner(options);
  }

  get state(): UpgradeState {
    return {
      running: this.#runner.running,
      report: this.#report,
      offer: this.#offer,
      options: optionsOf(this.#options.profile()),
    };
  }

  /**
   * Looks at the database when it has first opened. An older file is upgraded at once, or its upgrade offered, as the profile has it. The user's own
   * steps are always offered only: their SQL is shown before it runs.
   */
  see({ pending, readOnly }: DatabaseStatus): void {
    if (this.#seen) return;
    this.#seen = true;
    if (pending.length === 0 || readOnly) return;
    const newest = pending.findLast(({ version }) => isReleased(version));
    if (newest === undefined || optionsOf(this.#options.profile()).requireConfirmation) {
      this.#offer = true;
      return;
    }
    const ownSteps = pending.some(({ version }) => !isReleased(version));
    // How it ends is told by its report, and where it throws by the strip.
    this.#upgradeAtStart(newest.version, ownSteps).catch(() => undefined);
  }

  /** The wizard was put off, or the report read. */
  later(): void {
    this.#offer = false;
    this.#report = null;
  }

  cancel(): void {
    this.#runner.cancel();
  }

  /** Resolves once nothing is under way any more, however it ended. */
  idle(): Promise<void> {
    return this.#runner.idle();
  }

  rehearse(): Promise<RehearsalReport> {
    return this.#runner.run({
      kind: 'rehearsal',
      atStart: false,
      title: 'Rehearsing the upgrade',
      cancelWords: 'Cancel, keeping the backup',
      perform: (knowledge, onProgress, signal) => knowledge.rehearse(this.#request(), onProgress, signal),
      describe: ({ ok }) =>
        ok
          ? 'The rehearsal went well. Your knowledge base was not changed.'
          : { state: 'failed', sentence: 'The rehearsal failed. Your knowledge base was not changed.' },
    });
  }

  upgrade(confirmed: boolean): Promise<UpgradeReport> {
    return this.#reporting(this.#upgradeTask({ confirmed }, false));
  }

  #upgradeAtStart(to: string, offerAfterwards: boolean): Promise<UpgradeReport> {
    return this.#reporting(this.#upgradeTask({ confirmed: false, to }, true), offerAfterwards);
  }

  #upgradeTask(
    request: Pick<UpgradeRequest, 'confirmed' | 'to'>,
    atStart: boolean,
  ): UpgradeTask<UpgradeReport> {
    return {
      kind: 'upgrade',
      atStart,
      title: 'Upgrading',
      cancelWords: 'Cancel, changing nothing',
      perform: (knowledge, onProgress, signal) =>
        knowledge.upgrade({ ...this.#request(), ...request }, onProgress, signal),
      describe: describeReport,
    };
  }

  /** Takes the schema back. The window has asked for it, with what is kept in sight. */
  rollBack(to: string): Promise<UpgradeReport> {
    return this.#reporting({
      kind: 'rollback',
      atStart: false,
      title: 'Rolling back',
      cancelWords: 'Cancel, changing nothing',
      perform: (knowledge, onProgress, signal) =>
        knowledge.rollback({ to, ...this.#request(), confirmed: true }, onProgress, signal),
      describe: describeReport,
    });
  }

  #request() {
    return { profile: this.#options.profile(), actor: this.#options.actor() };
  }

  #reporting(task: UpgradeTask<UpgradeReport>, offerAfterwards = false): Promise<UpgradeReport> {
    this.#report = null;
    return this.#runner.run({
      ...task,
      keep: (report) => {
        // What the program began by itself is worth a screen only where it failed.
        this.#report = task.atStart && report.failure === null ? null : report;
        this.#offer = offerAfterwards && report.failure === null;
        this.#options.onReport(report, optionsOf(this.#options.profile()).notifyOnCompletion);
      },
    });
  }
}
