import type { KeptRows } from '../../preload/api.ts';
import { byTable, keptInWords } from './table-words.ts';
import styles from './kept-list.module.css';

interface KeptListProps {
  readonly kept: readonly KeptRows[];
  readonly label: string;
}

/** Rows that a rollback keeps, or an upgrade brings back, in numbers per table. */
export function KeptList({ kept, label }: KeptListProps) {
  return (
    <ul className={styles.list} aria-label={label}>
      {byTable(kept).map((rows) => (
        <li key={rows.table}>{keptInWords(rows)}</li>
      ))}
    </ul>
  );
}
