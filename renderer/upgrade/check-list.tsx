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
  writable: 'Writing',
  'other-programs': 'Other programs',
  steps: 'Steps',
  downtime: 'Downtime',
  validation: 'Result',
};

interface CheckListProps {
  readonly checks: readonly Check[];
  readonly label: string;
  /** One that is not well yet, and will be put right on the way; with what to say of it. */
  readonly comes?: { readonly name: string; readonly detail: string };
}

/** What was looked at, each with what was found, what is wrong first. */
export function CheckList({ checks, label, comes }: CheckListProps) {
  const sorted = checks.toSorted((one, other) => Number(one.ok) - Number(other.ok));
  return (
    <ul className={styles.list} aria-label={label}>
      {sorted.map(({ name, ok, detail }) => (
        <li key={name} className={styles.check}>
          <CheckMark ok={ok} comes={name === comes?.name} />
          <span className={styles.name}>{names[name] ?? inWords(name)}</span>
          <span className={styles.detail}>{name === comes?.name ? comes.detail : detail}</span>
        </li>
      ))}
    </ul>
  );
}

function CheckMark({ ok, comes }: { readonly ok: boolean; readonly comes: boolean }) {
  if (comes) return <StateMark state="ahead" word="To come" />;
  return <StateMark state={ok ? 'good' : 'bad'} word={ok ? 'All is well' : 'Not well'} />;
}

/** `Search parity` for `search-parity`. */
function inWords(name: string): string {
  const words = name.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
