import type { ImportReport } from '../../preload/api.ts';
import { classNames } from '../parts/class-names.ts';
import { formatNumber } from '../parts/format.ts';
import styles from './outcome-bar.module.css';
import { outcomeShares } from './outcome-shares.ts';
import type { OutcomeKind } from './outcome-shares.ts';

const names: Readonly<Record<OutcomeKind, string>> = {
  added: 'added',
  updated: 'updated',
  unchanged: 'already there',
  rejected: 'bad, left out',
};

/** What becomes of the entries of a file: a bar for the eye, and the numbers. */
export function OutcomeBar({ report }: { readonly report: ImportReport }) {
  const shares = outcomeShares(report);
  return (
    <div className={styles.outcome}>
      <div className={styles.bar} aria-hidden>
        {shares.map(({ kind, percent }) => (
          <span key={kind} className={styles[kind]} style={{ width: `${percent}%` }} />
        ))}
      </div>
      <ul className={styles.numbers} aria-label="Entries">
        {shares.map(({ kind, count }) => (
          <li key={kind} className={classNames(styles.number, count === 0 && styles.zero)}>
            <span className={classNames(styles.dot, styles[kind])} aria-hidden />
            <strong className={styles.count}>{formatNumber(count)}</strong> {names[kind]}
          </li>
        ))}
      </ul>
    </div>
  );
}
