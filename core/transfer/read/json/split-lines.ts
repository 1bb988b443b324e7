import { recordLimits } from '../record-limits.ts';
import { Capture } from './capture.ts';

/** A line without its end; null where it is longer than a record may be. Valid until the next chunk. */
export interface ByteLine {
  readonly bytes: Buffer | null;
  /** From 1. */
  readonly number: number;
}

/** Splits bytes into lines at line feeds, in chunks of any size, and holds no more than one line of the allowed length. */
export class LineSplitter {
  readonly #capture = new Capture();
  #isInside = false;
  #number = 0;

  *push(chunk: Buffer): Generator<ByteLine> {
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(0x0a, start);
      this.#begin();
      if (end < 0) break;
      yield this.#finish(chunk.subarray(start, end));
      start = end + 1;
    }
    this.#capture.keep(chunk.subarray(start));
  }

  /** What follows the last line feed. */
  *end(): Generator<ByteLine> {
    if (this.#isInside) yield this.#finish(Buffer.alloc(0));
  }

  #begin(): void {
    if (this.#isInside) return;
    this.#isInside = true;
    this.#number += 1;
    this.#capture.begin(recordLimits.bytes);
  }

  #finish(last: Buffer): ByteLine {
    this.#isInside = false;
    return { bytes: this.#capture.finish(last), number: this.#number };
  }
}
