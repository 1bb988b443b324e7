/** Brings questions and answers together, whichever come first. */
export class AnswerQueue<Answer> {
  readonly #early: Answer[] = [];
  readonly #waiting: ((answer: Answer) => void)[] = [];

  /** Resolves with the answer that was given first and not used yet. */
  next(): Promise<Answer> {
    const answer = this.#early.shift();
    if (answer !== undefined) return Promise.resolve(answer);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  give(answer: Answer): void {
    const first = this.#waiting.shift();
    if (first === undefined) this.#early.push(answer);
    else first(answer);
  }
}
