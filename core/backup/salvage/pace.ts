import { setImmediate } from 'node:timers/promises';
import { stopIfAborted, type Cancellation } from '../../search/cancellation.ts';

/** How long work goes on before the thread's other messages get their turn, in ms. */
const stretchMs = 10;

/** Lets long work give way again and again, so that the thread answers and a cancellation is noticed. */
export class Pace {
  readonly #signal: Cancellation | undefined;
  #since = performance.now();

  constructor(signal: Cancellation | undefined) {
    this.#signal = signal;
  }

  get isDue(): boolean {
    return performance.now() - this.#since > stretchMs;
  }

  /** Throws a `KnowledgeError` of kind cancelled once nobody wants the work any more. */
  async giveWay(): Promise<void> {
    stopIfAborted(this.#signal);
    await setImmediate();
    stopIfAborted(this.#signal);
    this.#since = performance.now();
  }
}
