import type { LoadProgress } from '../../store/knowledge-base.ts';

/** The share of the whole that each part takes, in percent. */
const shares = { copying: 10, reading: 25, searching: 15, indexing: 40, checking: 10 } as const;
export type SalvagePart = keyof typeof shares;

const parts = Object.keys(shares) as readonly SalvagePart[];

/** Tells how far a salvage is, in percent of the whole, which only ever grows. */
export class SalvageProgress {
  readonly #report: (progress: LoadProgress) => void;
  #told = -1;

  constructor(report: (progress: LoadProgress) => void) {
    this.#report = report;
  }

  /** So much of a part is done, and all the parts before it. */
  tell(part: SalvagePart, done: number, total: number): void {
    const before = parts.slice(0, parts.indexOf(part)).reduce((sum, one) => sum + shares[one], 0);
    const percent = Math.floor(before + (total === 0 ? 1 : done / total) * shares[part]);
    if (percent <= this.#told) return;
    this.#told = percent;
    this.#report({ done: percent, total: 100 });
  }
}
