/** Reads SQLite's variable-length integers one after another. */
export class VarintReader {
  readonly #bytes: Buffer;
  /** Where the next one begins. */
  at: number;

  constructor(bytes: Buffer, at: number) {
    this.#bytes = bytes;
    this.at = at;
  }

  /** The next one as a 64-bit signed integer; null where the bytes end before it does. */
  nextBig(): bigint | null {
    let value = 0n;
    for (let index = 0; index < 9; index += 1) {
      const byte = this.#bytes[this.at];
      if (byte === undefined) return null;
      this.at += 1;
      if (index === 8) return BigInt.asIntN(64, (value << 8n) | BigInt(byte));
      value = (value << 7n) | BigInt(byte & 0x7f);
      if (byte < 0x80) return value;
    }
    return null;
  }

  /** The next one, where it is a size or a type: null where it is larger than any of those can be. */
  next(): number | null {
    let value = 0;
    for (let index = 0; index < 6; index += 1) {
      const byte = this.#bytes[this.at];
      if (byte === undefined) return null;
      this.at += 1;
      value = value * 128 + (byte & 0x7f);
      if (byte < 0x80) return value;
    }
    return null;
  }
}

/** Writes a number below 2^28 as SQLite does. */
export function varintOf(value: number): Buffer {
  const bytes = [value & 0x7f];
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) bytes.unshift((rest & 0x7f) | 0x80);
  return Buffer.from(bytes);
}
