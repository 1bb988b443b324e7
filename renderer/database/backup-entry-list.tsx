import type { BackupEntry } from '../../preload/api.ts';
import { Checkbox } from '../parts/checkbox.tsx';
import { RelativeTime } from '../parts/relative-time.tsx';
import { classNames } from '../parts/class-names.ts';
import styles from './backup-entries-dialog.module.css';
import { useBackupEntries } from './backup-entries-store.ts';

const states: Readonly<Record<BackupEntry['state'], string>> = {
  missing: 'gone now',
  changed: 'different now',
  same: 'the same now',
};

/** Entries of a backup to be ticked; one that is the same here needs no bringing back. */
export function BackupEntryList({ entries }: { readonly entries: readonly BackupEntry[] }) {
  const { ticked, tick } = useBackupEntries();
  if (entries.length === 0) return <p>No entry of this backup matches.</p>;
  return (
    <ul className={styles.list} aria-label="Entries in this backup">
      {entries.map(({ id, title, category, updatedAt, state }) => (
        <li key={id} className={classNames(styles.row, state === 'same' && styles.same)}>
          {state === 'same' ? (
            <span className={styles.title}>{title}</span>
          ) : (
            <Checkbox isSelected={ticked.has(id)} onChange={(isTicked) => tick(id, isTicked)}>
              <span className={styles.title}>{title}</span>
            </Checkbox>
          )}
          <span className={styles.state}>{states[state]}</span>
          <span className={styles.when}>
            {category}, <RelativeTime iso={updatedAt} />
          </span>
        </li>
      ))}
    </ul>
  );
}
