/** Terms of documents that were prepared together, each term by its number: numbers cross threads, and are counted, in a fraction of the time of texts. */
export interface NumberedTerms {
  /** The numbers given so far mean nothing any more. */
  readonly startsAnew: boolean;
  /** Terms that get the next numbers, parted by blanks. */
  readonly fresh: string;
  /** The terms of one document after another. */
  readonly numbers: Uint32Array;
}

/** Where a document's terms are in `NumberedTerms.numbers`. */
export interface TermRange {
  readonly from: number;
  readonly to: number;
}

/** With so many terms numbering starts anew, so that neither side remembers more. */
const mostTerms = 60_000;

/** Gives terms their numbers, in the thread that prepares documents. */
export class TermNumbers {
  #known = new Map<string, number>();
  #fresh: string[] = [];
  #numbers: number[] = [];
  #startsAnew = false;

  /** Notes the terms of the next document. */
  add(terms: readonly string[]): TermRange {
    const from = this.#numbers.length;
    for (const term of terms) {
      let number = this.#known.get(term);
      if (number === undefined) {
        number = this.#known.size;
        // A piece of a longer text would keep all of that in memory; a copy does not.
        this.#known.set(Buffer.from(term).toString(), number);
        this.#fresh.push(term);
      }
      this.#numbers.push(number);
    }
    return { from, to: this.#numbers.length };
  }

  /** The terms of the documents since it was asked last. */
  take(): NumberedTerms {
    const taken = {
      startsAnew: this.#startsAnew,
      fresh: this.#fresh.join(' '),
      numbers: Uint32Array.from(this.#numbers),
    };
    this.#startsAnew = this.#known.size > mostTerms;
    if (this.#startsAnew) this.#known = new Map();
    this.#fresh = [];
    this.#numbers = [];
    return taken;
  }
}

/** Counts numbered terms, in the thread that writes. */
export class TermCounts {
  #terms: string[] = [];
  #counts = new Int32Array(1_024);
  #numbers: Uint32Array = new Uint32Array(0);

  /** Turns to the next documents. Before numbering starts anew, everything counted must have been taken. */
  load({ startsAnew, fresh, numbers }: NumberedTerms): void {
    if (startsAnew) this.#terms = [];
    if (fresh !== '') for (const term of fresh.split(' ')) this.#terms.push(term);
    while (this.#counts.length < this.#terms.length) {
      const larger = new Int32Array(this.#counts.length * 2);
      larger.set(this.#counts);
      this.#counts = larger;
    }
    this.#numbers = numbers;
  }

  count({ from, to }: TermRange): void {
    for (let at = from; at < to; at += 1) {
      const number = this.#numbers[at] ?? 0;
      this.#counts[number] = (this.#counts[number] ?? 0) + 1;
    }
  }

  termsOf({ from, to }: TermRange): readonly string[] {
    return Array.from(this.#numbers.subarray(from, to), (number) => this.#terms[number] ?? '');
  }

  /** What was counted since it was asked last. */
  take(): readonly (readonly [term: string, count: number])[] {
    const counted = this.#terms.flatMap((term, number) => {
      const count = this.#counts[number] ?? 0;
      return count === 0 ? [] : [[term, count] as const];
    });
    this.#counts.fill(0);
    return counted;
  }
}
