import type { Severity } from '../../preload/api.ts';
import { classNames } from './class-names.ts';
import styles from './severity-mark.module.css';

/** Mildest first, as forms and lists show them. */
export const severities = ['low', 'medium', 'high', 'critical'] as const satisfies readonly Severity[];

const shapes = {
  low: 'M6 2.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7Z',
  medium: 'M6 1.5 10.5 6 6 10.5 1.5 6Z',
  high: 'M6 1.5 11 10.5H1Z',
  critical: 'M3.6 .8h4.8l2.8 2.8v4.8l-2.8 2.8H3.6L.8 8.4V3.6Z',
} satisfies Record<Severity, string>;

/** The shape of a severity, filled for the two that hurt; with its word beside it, or for screen readers alone. */
export function SeverityMark({
  severity,
  showWord = false,
}: {
  readonly severity: Severity;
  readonly showWord?: boolean;
}) {
  return (
    <span className={classNames(styles.mark, styles[severity])}>
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true" focusable="false">
        <path d={shapes[severity]} />
      </svg>
      <span className={showWord ? styles.word : 'visually-hidden'}>{severity}</span>
    </span>
  );
}
