import { failureOf, fail, KnowledgeError } from '../core/failure.ts';
import type { Work } from '../preload/api.ts';

/** At most one announcement per piece of work in this time, in milliseconds. The last one of all is never held back. */
export const announcementInterval = 100;

interface Task<T> {
  /** `Loading the starter knowledge base` */
  readonly title: string;
  /** `Cancel, adding nothing`; null where it cannot be cancelled. */
  readonly cancelWords: string | null;
  readonly perform: (report: (done: number, total: number) => void, signal: AbortSignal) => Promise<T>;
  /** One sentence about what was done. */
  readonly describe: (result: T) => string;
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
  async run<T>({ title, cancelWords, perform, describe }: Task<T>): Promise<T> {
    this.#count += 1;
    const id = `work-${this.#count}`;
    const controller = new AbortController();
    this.#running.set(id, controller);
    const announcements = new ThrottledAnnouncements(this.#announce, {
      id,
      title,
      cancelWords,
      done: 0,
      total: 0,
      startedAt: Date.now(),
      state: 'running',
      result: null,
    });
    try {
      const value = await perform((done, total) => announcements.progress(done, total), controller.signal);
      announcements.finish('done', describe(value));
      return value;
    } catch (caught) {
      const failure = failureOf(caught);
      const cancelled = failure.kind === 'cancelled';
      const what = cancelled ? `${title} was cancelled.` : failure.message;
      announcements.finish(cancelled ? 'cancelled' : 'failed', `${what} ${failure.recovery}`);
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

class ThrottledAnnouncements {
  readonly #announce: (work: Work) => void;
  #work: Work;
  #announcedAt: number;
  #timer: NodeJS.Timeout | null = null;

  constructor(announce: (work: Work) => void, work: Work) {
    this.#announce = announce;
    this.#work = work;
    this.#announcedAt = Date.now();
    announce(work);
  }

  progress(done: number, total: number): void {
    this.#work = { ...this.#work, done, total };
    if (this.#timer !== null) return;
    const wait = this.#announcedAt + announcementInterval - Date.now();
    if (wait <= 0) this.#announceNow();
    else this.#timer = setTimeout(() => this.#announceNow(), wait);
  }

  finish(state: 'done' | 'cancelled' | 'failed', result: string): void {
    const done = state === 'done' ? this.#work.total : this.#work.done;
    this.#work = { ...this.#work, done, state, result };
    this.#announceNow();
  }

  #announceNow(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#announcedAt = Date.now();
    this.#announce(this.#work);
  }
}
