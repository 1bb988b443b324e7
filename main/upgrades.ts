import { KnowledgeError } from '../core/failure.ts';
import type { DatabaseStatus, KnowledgeBase } from '../core/store/knowledge-base.ts';
import { optionsOf } from '../core/upgrade/profiles.ts';
import type {
  ProfileName,
  RehearsalReport,
  UpgradeProgress,
  UpgradeReport,
} from '../core/upgrade/upgrade-types.ts';
import type { RunningUpgrade, UpgradeState } from '../preload/api.ts';
import type { Announce } from './announce.ts';
import type { Database } from './database.ts';
import { Throttled } from './throttled.ts';
import { describeReport, stepWords } from './upgrade-words.ts';
import { announcementInterval, type Ending, type WorkRegistry } from './work.ts';

/** An upgrade that the program begins by itself is not worth a word while it takes no longer, in milliseconds. */
const quietMs = 3_000;

interface UpgradesOptions {
  readonly database: Pick<Database, 'change'>;
  readonly work: WorkRegistry;
  readonly profile: () => ProfileName;
  readonly actor: () => string;
  readonly announce: Announce;
  /** Told how each upgrade and rollback ended. */
  readonly onReport: (report: UpgradeReport, notify: boolean) => void;
}

interface Task<T> {
  readonly kind: RunningUpgrade['kind'];
  readonly atStart: boolean;
  readonly title: string;
  readonly cancelWords: string;
  readonly perform: (
    knowledge: KnowledgeBase,
    onProgress: (progress: UpgradeProgress) => void,
    signal: AbortSignal,
  ) => Promise<T>;
  readonly describe: (result: T) => Ending;
  /** Done with the result before the window is told that it has ended. */
  readonly keep?: (result: T) => void;
}

/** Rehearsals, upgrades and rollbacks, one at a time: what runs, how it ended, and whether the wizard is to open by itself. */
export class Upgrades {
  readonly #options: UpgradesOptions;
  #running: RunningUpgrade | null = null;
  #ended: Promise<unknown> = Promise.resolve();
  #cancelling = new AbortController();
  #report: UpgradeReport | null = null;
  #offer = false;
  #seen = false;

  constructor(options: UpgradesOptions) {
    this.#options = options;
  }

  get state(): UpgradeState {
    return {
      running: this.#running,
      report: this.#report,
      offer: this.#offer,
      options: optionsOf(this.#options.profile()),
    };
  }

  /** Looks at the database when it has first opened: an older file is upgraded at once, or its upgrade offered, as the profile has it. */
  see({ pending, readOnly }: DatabaseStatus): void {
    if (this.#seen) return;
    this.#seen = true;
    if (pending.length === 0 || readOnly) return;
    if (optionsOf(this.#options.profile()).requireConfirmation) this.#offer = true;
    // How it ends is told by its report, and where it throws by the strip.
    else this.upgrade(false, true).catch(() => undefined);
  }

  /** The wizard was put off, or the report read. */
  later(): void {
    this.#offer = false;
    this.#report = null;
  }

  cancel(): void {
    this.#cancelling.abort();
  }

  /** Resolves once nothing is under way any more, however it ended. */
  async idle(): Promise<void> {
    await this.#ended.catch(() => undefined);
  }

  rehearse(): Promise<RehearsalReport> {
    return this.#run({
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

  upgrade(confirmed: boolean, atStart = false): Promise<UpgradeReport> {
    return this.#reporting({
      kind: 'upgrade',
      atStart,
      title: 'Upgrading',
      cancelWords: 'Cancel, changing nothing',
      perform: (knowledge, onProgress, signal) =>
        knowledge.upgrade({ ...this.#request(), confirmed }, onProgress, signal),
      describe: describeReport,
    });
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

  #reporting(task: Task<UpgradeReport>): Promise<UpgradeReport> {
    return this.#run({
      ...task,
      keep: (report) => {
        // What the program began by itself is worth a screen only where it failed.
        this.#report = task.atStart && report.failure === null ? null : report;
        this.#offer = false;
        this.#options.onReport(report, optionsOf(this.#options.profile()).notifyOnCompletion);
      },
    });
  }

  async #run<T>(task: Task<T>): Promise<T> {
    if (this.#running !== null) throw new KnowledgeError(busy);
    const running = this.#perform(task);
    this.#ended = running;
    return running;
  }

  async #perform<T>({ kind, atStart, title, cancelWords, perform, describe, keep }: Task<T>): Promise<T> {
    const { database, work, announce } = this.#options;
    this.#running = { kind, atStart, startedAt: Date.now(), progress: null };
    this.#report = null;
    this.#cancelling = new AbortController();
    announce('schema:changed', null);
    const progress = new Throttled<UpgradeProgress>(
      (latest) => announce('upgrade:progress', latest),
      announcementInterval,
    );
    try {
      const result = await work.run({
        title,
        cancelWords,
        toldAt: kind === 'rollback' ? 'roll-back' : 'upgrade',
        quietMs: atStart ? quietMs : 0,
        perform: (report, cancelled) => {
          const signal = AbortSignal.any([cancelled, this.#cancelling.signal]);
          const onProgress = (latest: UpgradeProgress): void => {
            if (this.#running !== null) this.#running = { ...this.#running, progress: latest };
            progress.send(latest);
            const words = stepWords(kind, latest);
            report(latest.done, latest.total, { words, cancellable: latest.cancellable });
          };
          return database.change((knowledge) => perform(knowledge, onProgress, signal));
        },
        describe,
      });
      keep?.(result);
      return result;
    } finally {
      this.#running = null;
      progress.drop();
      announce('schema:changed', null);
      announce('backups:changed', null);
      if (kind !== 'rehearsal') announce('entries:changed', { ids: [] });
    }
  }
}

const busy = {
  kind: 'conflict',
  message: 'An upgrade, a rollback or a rehearsal is under way already.',
  recovery: 'Nothing was changed. Wait for it to end, or cancel it in the strip above the status bar.',
} as const;
