/** Cancels what a newer request overtakes: each keystroke searches, and only the newest search matters. */
export class Overtaking {
  #subject: string | null = null;
  #controller = new AbortController();

  /**
   * The signal for a request about `subject`. A request about another subject aborts it; further pages of the same
   * subject run side by side.
   */
  signalFor(subject: string): AbortSignal {
    if (subject !== this.#subject) {
      this.#controller.abort();
      this.#controller = new AbortController();
      this.#subject = subject;
    }
    return this.#controller.signal;
  }
}
