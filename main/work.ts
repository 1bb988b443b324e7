import { failureOf, fail, KnowledgeError } from '../core/failure.ts';
import type { Work } from '../preload/api.ts';
import { Throttled } from './throttled.ts';

/** At most one announcement per piece of work in this time, in milliseconds. The last one of all is never held back. */
export const announcementInterval = 100;

/** Tells how far work is. Where it has named steps, which one is under way and whether it can be cancelled there. */
export type Report = (done: number, total: number, step?: WorkStep) => void;

interface WorkStep {
  /** `Step 2 of 5: backing up` */
  readonly words: string;
  readonly cancellable: boolean;
  /** Where what is done is told in bytes: how many records they held so far. */
  readonly bytes?: { readonly records: number } | null;
}

/** What came of work that did not throw: one sentence, and how it ended where it did not succeed. */
export type Ending =
  string | { readonly state: Exclude<Work['state'], 'running'>; readonly sentence: string };

interface Task<T> {
  /** `Loading the starter knowledge base` */
  readonly title: string;
  /** `Cancel, adding nothing`; null where it cannot be cancelled. */
  readonly cancelWords: string | null;
  /** The place whose screen tells what came of it. */
  readonly toldAt?: Exclude<Work['toldAt'], null>;
  /** For so many milliseconds nothing is said of it, so that what is over at once leaves only its result. */
  readonly quietMs?: number;
  readonly perform: (report: Report, signal: AbortSignal) => Promise<T>;
  readonly describe: (result: T) => Ending;
}

/** Long work: announces how far it is, and can be asked to stop. */
export class WorkRegistry {
  readonly #announce: (work: Work) => void;
  readonly #running = new Map<string, AbortController>();
  #count = 0;

  constructor(announce: (work: Work) => void) {
    this.#announce = announce;
  }

  /** Performs a task to its end. Resolves or rejects as the task does. */
  async run<T>({ title, cancelWords, toldAt, quietMs = 0, perform, describe }: Task<T>): Promise<T> {
    this.#count += 1;
    const id = `work-${this.#count}`;
    const controller = new AbortController();
    this.#running.set(id, controller);
    const progress = new Progress(
      this.#announce,
      {
        id,
        title,
        toldAt: toldAt ?? null,
        step: null,
        cancelWords,
        done: 0,
        total: 0,
        bytes: null,
        startedAt: Date.now(),
        state: 'running',
        result: null,
      },
      quietMs,
    );
    try {
      const value = await perform(
        (done, total, step) => progress.report(done, total, step),
        controller.signal,
      );
      const ending = describe(value);
      if (typeof ending === 'string') progress.finish('done', ending);
      else progress.finish(ending.state, ending.sentence);
      return value;
    } catch (caught) {
      const failure = failureOf(caught);
      const cancelled = failure.kind === 'cancelled';
      const what = cancelled ? `${title} was cancelled.` : failure.message;
      progress.finish(cancelled ? 'cancelled' : 'failed', `${what} ${failure.recovery}`);
      throw caught;
    } finally {
      this.#running.delete(id);
    }
  }

  /** Asks a piece of work to stop. It stops at its next safe point. Throws `not-found` when it has ended already. */
  cancel(id: string): void {
    const controller = this.#running.get(id);
    if (controller === undefined) {
      throw new KnowledgeError(
        fail({
          kind: 'not-found',
          message: 'There is nothing to cancel: this work has ended already.',
          recovery: 'Its result stands in the strip above the status bar.',
        }).failure,
      );
    }
    controller.abort();
  }

  cancelAll(): void {
    for (const controller of this.#running.values()) controller.abort();
  }
}

class Progress {
  readonly #announcements: Throttled<Work>;
  readonly #cancelWords: string | null;
  #work: Work;

  constructor(announce: (work: Work) => void, work: Work, quietMs: number) {
    this.#announcements = new Throttled(announce, announcementInterval, quietMs);
    this.#cancelWords = work.cancelWords;
    this.#work = work;
    this.#announcements.send(work);
  }

  report(done: number, total: number, step?: WorkStep): void {
    const words = step?.words ?? null;
    const startedAt = words === this.#work.step ? this.#work.startedAt : Date.now();
    const cancelWords = (step?.cancellable ?? true) ? this.#cancelWords : null;
    const bytes = step?.bytes ?? null;
    this.#work = { ...this.#work, done, total, bytes, step: words, startedAt, cancelWords };
    this.#announcements.send(this.#work);
  }

  finish(state: 'done' | 'cancelled' | 'failed', result: string): void {
    const done = state === 'done' ? this.#work.total : this.#work.done;
    this.#announcements.sendNow({ ...this.#work, done, state, result });
  }
}
