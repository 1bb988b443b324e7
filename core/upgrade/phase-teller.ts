import { stopIfAborted, type Cancellation } from '../search/cancellation.ts';
import type { UpgradePhase, UpgradeProgress } from './upgrade-types.ts';

/** Tells the caller of long work where it is, and hears from it when to stop. */
export class PhaseTeller {
  readonly #onProgress: (progress: UpgradeProgress) => void;
  readonly signal: Cancellation | undefined;
  #phase: UpgradePhase = 'checking';
  #cancellable = true;

  constructor(onProgress: (progress: UpgradeProgress) => void, signal: Cancellation | undefined) {
    this.#onProgress = onProgress;
    this.signal = signal;
  }

  get phase(): UpgradePhase {
    return this.#phase;
  }

  /** Begins a phase, unless it was cancelled before. */
  begin(phase: UpgradePhase, cancellable = true): void {
    if (cancellable) stopIfAborted(this.signal);
    this.#phase = phase;
    this.#cancellable = cancellable;
    this.tell(null, 0, 0);
  }

  readonly tell = (step: string | null, done: number, total: number): void =>
    this.#onProgress({ phase: this.#phase, step, done, total, cancellable: this.#cancellable });

  readonly pages = (done: number, total: number): void => this.tell(null, done, total);
}
