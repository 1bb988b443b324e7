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
  unreached(): readonly number[] {
    return this.#withState(0);
  }

  free(): readonly number[] {
    return this.#withState(2);
  }

  #withState(wanted: number): readonly number[] {
    const pages: number[] = [];
    for (const [page, state] of this.#state.entries()) if (state === wanted && page > 0) pages.push(page);
    return pages;
  }
}
