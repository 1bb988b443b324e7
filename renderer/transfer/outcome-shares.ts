import type { ImportReport } from '../../preload/api.ts';

export type OutcomeKind = 'added' | 'updated' | 'unchanged' | 'rejected';

interface OutcomeShare {
  readonly kind: OutcomeKind;
  readonly count: number;
  /** Of the bar, 0 to 100. */
  readonly percent: number;
}

/** What is there at all is seen: no part of the bar is thinner than this, in percent. */
const thinnest = 1;

/** What becomes of the entries of a file, as parts of one bar. */
export function outcomeShares(
  report: Pick<ImportReport, 'added' | 'updated' | 'unchanged' | 'rejectedTotal'>,
): readonly OutcomeShare[] {
  const { added, updated, unchanged, rejectedTotal: rejected } = report;
  const counts = Object.entries({ added, updated, unchanged, rejected }) as [OutcomeKind, number][];
  const total = added + updated + unchanged + rejected;
  const wide = counts.map(([, count]) => (count === 0 ? 0 : Math.max(thinnest, (count * 100) / total)));
  const sum = wide.reduce((one, other) => one + other, 0);
  return counts.map(([kind, count], at) => ({
    kind,
    count,
    percent: sum === 0 ? 0 : ((wide[at] ?? 0) * 100) / sum,
  }));
}
