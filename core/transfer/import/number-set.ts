const pageBits = 65_536;

/** A set of numbers from 0 on, a bit for each: a million entries take an eighth of a megabyte. */
export class NumberSet {
  readonly #pages = new Map<number, Uint8Array>();

  add(number: number): void {
    const key = Math.floor(number / pageBits);
    const page = this.#pages.get(key) ?? new Uint8Array(pageBits / 8);
    this.#pages.set(key, page);
    const bit = number % pageBits;
    page[bit >> 3] = (page[bit >> 3] ?? 0) | (1 << (bit & 7));
  }

  has(number: number): boolean {
    const page = this.#pages.get(Math.floor(number / pageBits));
    const bit = number % pageBits;
    return page !== undefined && ((page[bit >> 3] ?? 0) & (1 << (bit & 7))) !== 0;
  }
}
