import type { Check } from '../../preload/api.ts';
import { StateMark } from '../parts/state-mark.tsx';
import styles from './check-list.module.css';

const names: Readonly<Record<string, string>> = {
  health: 'Health',
  integrity: 'Structure of the file',
  backup: 'Backup',
  'disk-space': 'Disk space',
  performance: 'Speed of the search',
  history: 'Schema history',
  rows: 'Rows',
  searches: 'Searches',
  downtime: 'Downtime',
  validation: 'Result',
};

/** What was looked at, each with what was found, what is wrong first. */
export function CheckList({ checks, label }: { readonly checks: readonly Check[]; readonly label: string }) {
  const sorted = checks.toSorted((one, other) => Number(one.ok) - Number(other.ok));
  return (
    <ul className={styles.list} aria-label={label}>
      {sorted.map(({ name, ok, detail }) => (
        <li key={name} className={styles.check}>
          <StateMark state={ok ? 'good' : 'bad'} word={ok ? 'All is well' : 'Not well'} />
          <span className={styles.name}>{names[name] ?? inWords(name)}</span>
          <span className={styles.detail}>{detail}</span>
        </li>
      ))}
    </ul>
  );
}

/** `Search parity` for `search-parity`. */
function inWords(name: string): string {
  const words = name.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
