import { performance } from 'node:perf_hooks';
import type { PerformanceStatus } from '../store/knowledge-base.ts';

const mostKept = 100;
/** The guide's limit: a search that takes longer has degraded. */
const slowMs = 1_000;

/** How long the last searches took. */
export class SearchTimes {
  #times: number[] = [];

  /** Runs a search and remembers how long it took; one that fails or is cancelled does not count. */
  async measure<T>(search: () => Promise<T>): Promise<T> {
    const startedAt = performance.now();
    const result = await search();
    this.#times.push(performance.now() - startedAt);
    if (this.#times.length > mostKept) this.#times.shift();
    return result;
  }

  status(): PerformanceStatus {
    const sorted = this.#times.toSorted((one, other) => one - other);
    const at = (share: number): number => sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
    const p95Ms = at(0.95);
    return { isHealthy: p95Ms <= slowMs, searches: sorted.length, medianMs: at(0.5), p95Ms };
  }
}
