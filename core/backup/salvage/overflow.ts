import type { Payload } from './cell.ts';
import type { PageUse } from './page-use.ts';
import type { Pages } from './pages.ts';

/** Records longer than this are damage: the knowledge base lets no text grow beyond a few megabytes. */
const longestRecord = 256_000_000;

/**
 * Puts records together whose rest is on overflow pages.
 *
 * Damaged chains may be as long as the file and may lead in circles, and there may be one for each damaged cell. So pages in other use end a
 * chain, and chains that lead nowhere may take only so many steps together, a few for each page of the file.
 */
export class OverflowChains {
  readonly #pages: Pages;
  #stepsLeft: number;

  constructor(pages: Pages) {
    this.#pages = pages;
    this.#stepsLeft = 8 * pages.count + 10_000;
  }

  /** The whole record; null where its chain is broken. Its pages are taken, where `use` is given, if it is whole. */
  read({ size, local, overflow }: Payload, use?: PageUse): Buffer | null {
    if (overflow === 0) return local;
    const chain = this.#follow(size - local.length, overflow, use);
    if (chain === null) return null;
    const parts = [local];
    let missing = size - local.length;
    for (const page of chain) {
      const bytes = this.#pages.read(page);
      if (bytes === null) return null;
      const part = bytes.subarray(4, 4 + Math.min(missing, this.#pages.usable - 4));
      missing -= part.length;
      parts.push(part);
    }
    for (const page of chain) use?.take(page);
    return Buffer.concat(parts);
  }

  /** The pages of a chain that is as long as the record wants it; null for any other. */
  #follow(bytes: number, first: number, use: PageUse | undefined): readonly number[] | null {
    const length = Math.ceil(bytes / (this.#pages.usable - 4));
    if (bytes > longestRecord || length > this.#pages.count) return null;
    const chain = new Set<number>();
    let page = first;
    while (chain.size < length) {
      const bytesOfPage = chain.has(page) || use?.isTaken(page) ? null : this.#pages.read(page);
      if (bytesOfPage === null || this.#stepsLeft <= 0) break;
      chain.add(page);
      page = bytesOfPage.readUInt32BE(0);
    }
    if (chain.size === length && page === 0) return [...chain];
    this.#stepsLeft -= chain.size + 1;
    return null;
  }
}
