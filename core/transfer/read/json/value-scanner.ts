const quote = 0x22;
const backslash = 0x5c;

/** Strings shorter than this are walked through; in longer ones a search for the quote jumps ahead. */
const walked = 32;

/** Finds where one JSON value ends, over any number of chunks, without looking at what it means: only its brackets and quotes count. */
export class ValueScanner {
  /** Of all levels: one for each key. */
  colons = 0;
  /** How many levels of objects and lists it has. */
  deepest = 0;
  /** Outside of strings it has neither blanks nor numbers that could be written in several ways. */
  isCompact = true;
  #depth = 0;
  #inString = false;
  /** The last chunk ended with a backslash that changes the next byte. */
  #escaped = false;
  #isLiteral = false;

  /** Before the value's first byte. With `inside`, its opening bracket has gone by already. */
  begin(firstByte: number, inside = false): void {
    this.colons = 0;
    this.isCompact = true;
    this.#depth = inside ? 1 : 0;
    this.deepest = this.#depth;
    this.#inString = false;
    this.#escaped = false;
    this.#isLiteral = !inside && firstByte !== 0x7b && firstByte !== 0x5b && firstByte !== quote;
  }

  /** The place after the value's last byte, or -1 where the chunk ends before it. */
  scan(chunk: Buffer, from: number): number {
    if (this.#isLiteral) return endOfLiteral(chunk, from);
    const length = chunk.length;
    let depth = this.#depth;
    let deepest = this.deepest;
    let colons = this.colons;
    let at = from;
    let end = -1;
    if (this.#inString) {
      at = this.#afterString(chunk, at);
      if (!this.#inString && depth === 0) end = at;
    }
    while (end < 0 && at < length) {
      const byte = chunk[at++] ?? 0;
      switch (byte) {
        case quote:
          this.#inString = true;
          at = this.#afterString(chunk, at);
          if (depth === 0 && !this.#inString) end = at;
          break;
        case 0x3a:
          colons += 1;
          break;
        case 0x7b:
        case 0x5b:
          depth += 1;
          if (depth > deepest) deepest = depth;
          break;
        case 0x7d:
        case 0x5d:
          depth -= 1;
          if (depth === 0) end = at;
          break;
        // Blanks and plus; a minus, a point, and the letters of an exponent.
        default:
          if (byte < 0x2c || byte === 0x2d || byte === 0x2e || byte === 0x45) this.isCompact = false;
          else if (byte === 0x65 && !isLetter(chunk[at - 2])) this.isCompact = false;
      }
    }
    this.#depth = depth;
    this.deepest = deepest;
    this.colons = colons;
    return end;
  }

  /** The place after a string's closing quote, or the chunk's end, where the string goes on. */
  #afterString(chunk: Buffer, from: number): number {
    const length = chunk.length;
    let at = from;
    if (this.#escaped && at < length) {
      at += 1;
      this.#escaped = false;
    }
    for (;;) {
      const near = Math.min(length, at + walked);
      while (at < near) {
        const byte = chunk[at++];
        if (byte === quote) {
          this.#inString = false;
          return at;
        }
        if (byte === backslash) at += 1;
      }
      if (at >= length) {
        this.#escaped ||= at > length;
        return length;
      }
      const found = chunk.indexOf(quote, at);
      const stop = found < 0 ? length : found;
      let backslashes = 0;
      while (stop - backslashes > at && chunk[stop - backslashes - 1] === backslash) backslashes += 1;
      const isEscaped = backslashes % 2 === 1;
      if (found < 0) {
        this.#escaped = isEscaped;
        return length;
      }
      at = found + 1;
      if (isEscaped) continue;
      this.#inString = false;
      return at;
    }
  }
}

function endOfLiteral(chunk: Buffer, from: number): number {
  for (let at = from; at < chunk.length; at += 1) {
    const byte = chunk[at];
    if (byte === 0x2c || byte === 0x5d || byte === 0x7d || byte === undefined || byte <= 0x20) return at;
  }
  return -1;
}

function isLetter(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x61;
}
