import { KnowledgeError } from '../core/failure.ts';
import type { KnowledgeBase } from '../core/store/knowledge-base.ts';
import type { UpgradeProgress } from '../core/upgrade/upgrade-types.ts';
import type { RunningUpgrade } from '../preload/api.ts';
import type { Announce } from './announce.ts';
import type { Database } from './database.ts';
import { Throttled } from './throttled.ts';
import { stepWords } from './upgrade-words.ts';
import { announcementInterval, type Ending, type WorkRegistry } from './work.ts';

/** An upgrade that the program begins by itself is not worth a word while it takes no longer, in milliseconds. */
const quietMs = 3_000;

export interface UpgradeRunnerOptions {
  readonly database: Pick<Database, 'change'>;
  readonly work: WorkRegistry;
  readonly announce: Announce;
}

/** A rehearsal, an upgrade or a rollback. */
export interface UpgradeTask<T> {
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

/** Runs one of them at a time, and tells how far it is. */
export class UpgradeRunner {
  readonly #options: UpgradeRunnerOptions;
  #running: RunningUpgrade | null = null;
  #ended: Promise<unknown> = Promise.resolve();
  #cancelling = new AbortController();

  constructor(options: UpgradeRunnerOptions) {
    this.#options = options;
  }

  get running(): RunningUpgrade | null {
    return this.#running;
  }

  cancel(): void {
    this.#cancelling.abort();
  }

  /** Resolves once nothing is under way any more, however it ended. */
  async idle(): Promise<void> {
    await this.#ended.catch(() => undefined);
  }

  /** Rejects with kind conflict while another is under way, and otherwise as the task does. */
  async run<T>(task: UpgradeTask<T>): Promise<T> {
    if (this.#running !== null) throw new KnowledgeError(busy);
    const running = this.#perform(task);
    this.#ended = running;
    return running;
  }

  async #perform<T>({
    kind,
    atStart,
    title,
    cancelWords,
    perform,
    describe,
    keep,
  }: UpgradeTask<T>): Promise<T> {
    const { database, work, announce } = this.#options;
    this.#running = { kind, atStart, startedAt: Date.now(), progress: null };
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
