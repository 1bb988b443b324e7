/** What is known of each page of a file. */
export class PageUse {
  readonly #state: Uint8Array;

  constructor(count: number) {
    this.#state = new Uint8Array(count + 1);
  }

  /** Takes a page for a tree or an overflow chain. False where it is taken already, free, or none of the file. */
  take(page: number): boolean {
    if (this.#state[page] !== 0 || page < 1) return false;
    this.#state[page] = 1;
    return true;
  }

  /** Marks a page that is on the list of free ones. False where it is in use. */
  markFree(page: number): boolean {
    if (this.#state[page] !== 0 || page < 1) return false;
    this.#state[page] = 2;
    return true;
  }

  isTaken(page: number): boolean {
    return this.#state[page] === 1;
  }

  /** Pages that nothing leads to. */
  *unreached(): Generator<number> {
    for (let page = 1; page < this.#state.length; page += 1) if (this.#state[page] === 0) yield page;
  }

  *free(): Generator<number> {
    for (let page = 1; page < this.#state.length; page += 1) if (this.#state[page] === 2) yield page;
  }
}
