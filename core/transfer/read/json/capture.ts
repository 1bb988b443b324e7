/** The bytes of one value, gathered over chunks; given up, but still counted, once they are too many. */
export class Capture {
  #parts: Buffer[] = [];
  #length = 0;
  #limit = 0;

  begin(limit: number): void {
    this.#parts = [];
    this.#length = 0;
    this.#limit = limit;
  }

  /** A part that goes on in the next chunk. */
  keep(part: Buffer): void {
    this.#length += part.length;
    if (this.#length > this.#limit) this.#parts = [];
    // The chunk is written over when the next one is read.
    else this.#parts.push(Buffer.from(part));
  }

  /** All of it with its last part, or null where it is too large. Valid until the next chunk is read. */
  finish(last: Buffer): Buffer | null {
    const length = this.#length + last.length;
    const parts = this.#parts;
    this.#parts = [];
    if (length > this.#limit) return null;
    return this.#length === 0 ? last : Buffer.concat([...parts, last], length);
  }
}
