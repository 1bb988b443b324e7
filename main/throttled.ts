/** Announces values at most once in an interval. The newest wins, and the last one of all is never lost. */
export class Throttled<T> {
  readonly #announce: (value: T) => void;
  readonly #intervalMs: number;
  #earliest: number;
  #timer: NodeJS.Timeout | null = null;
  #waiting: { readonly value: T } | null = null;

  /** For `quietMs` at the beginning nothing is announced but what cannot wait. */
  constructor(announce: (value: T) => void, intervalMs: number, quietMs = 0) {
    this.#announce = announce;
    this.#intervalMs = intervalMs;
    this.#earliest = Date.now() + quietMs;
  }

  send(value: T): void {
    this.#waiting = { value };
    if (this.#timer !== null) return;
    const wait = this.#earliest - Date.now();
    if (wait <= 0) this.sendNow(value);
    else this.#timer = setTimeout(() => this.#sendWaiting(), wait);
  }

  /** Lets go of what waits. */
  drop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#waiting = null;
  }

  /** Announces this one at once, in the place of what waits. */
  sendNow(value: T): void {
    this.drop();
    this.#earliest = Date.now() + this.#intervalMs;
    this.#announce(value);
  }

  #sendWaiting(): void {
    this.#timer = null;
    if (this.#waiting !== null) this.sendNow(this.#waiting.value);
  }
}
