import type { Backup } from '../../preload/api.ts';
import { Button } from '../parts/button.tsx';
import { classNames } from '../parts/class-names.ts';
import { formatNumber, formatSize } from '../parts/format.ts';
import { RelativeTime } from '../parts/relative-time.tsx';
import { StateMark } from '../parts/state-mark.tsx';
import { schemaNumber } from '../shell/places.ts';
import { useBackupEntries } from './backup-entries-store.ts';
import { useBackups } from './backups-store.ts';
import styles from './database-screen.module.css';

const reasons = {
  manual: 'made by hand',
  'pre-migration': 'before an upgrade',
  'pre-restore': 'before a restore',
  'pre-import': 'before an import',
  scheduled: 'on schedule',
} as const;

interface BackupTableProps {
  readonly backups: readonly Backup[];
  /** Single entries can be looked for in them. */
  readonly looksInside?: boolean;
  /** The newest schema that this program can open: where it matters, backups are marked by it. */
  readonly openable?: string;
}

/** The backups, newest first, each with the button that restores it. */
export function BackupTable({ backups, looksInside = false, openable }: BackupTableProps) {
  if (backups.length === 0) return <p>There is no backup yet.</p>;
  return (
    <div className={styles.scroll} role="region" aria-label="List of backups" tabIndex={0}>
      <table className={classNames(styles.table, styles.backups)}>
        <thead>
          <tr>
            <th scope="col">Made</th>
            <th scope="col">Why</th>
            <th scope="col">Entries</th>
            <th scope="col">Schema</th>
            <th scope="col">Size</th>
            <th scope="col">State</th>
            <th scope="col">
              <span className={styles.hidden}>Action</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {backups.map((backup) => (
            <BackupRow
              key={backup.path}
              backup={backup}
              looksInside={looksInside}
              isTooNew={openable !== undefined && backup.version > openable}
              isMarked={openable !== undefined}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface BackupRowProps {
  readonly backup: Backup;
  readonly looksInside: boolean;
  readonly isTooNew: boolean;
  /** Whether it says which program can open it. */
  readonly isMarked: boolean;
}

function BackupRow({ backup, looksInside, isTooNew, isMarked }: BackupRowProps) {
  const askToRestore = useBackups((state) => state.askToRestore);
  const lookInside = useBackupEntries((state) => state.open);
  const { path, createdAt, type, tag, reason, entries, version, sizeBytes, verified, copy } = backup;
  return (
    <tr className={isTooNew ? styles.toCome : undefined}>
      <td>
        <RelativeTime iso={createdAt} />
      </td>
      <td title={reason}>{tag === null ? reasons[type] : `${reasons[type]}, ${tag}`}</td>
      <td data-name="entries">{formatNumber(entries)}</td>
      <td data-name="schema">
        {schemaNumber(version)}
        {isMarked ? (isTooNew ? ', too new' : ', fits') : ''}
      </td>
      <td>{formatSize(sizeBytes)}</td>
      <td>
        <span className={styles.marked}>
          <StateMark state={verified ? 'good' : 'bad'} word="" />
          {verified ? 'verified' : 'changed since'}
          {copy === null ? null : <span title={copy}>{copy === path ? ', only the copy' : ', copied'}</span>}
        </span>
      </td>
      <td>
        <span className={styles.rowActions}>
          {looksInside ? (
            <Button aria-label={`Look inside the backup of ${createdAt}`} onPress={() => lookInside(backup)}>
              Look inside…
            </Button>
          ) : null}
          <Button
            aria-label={`Restore the backup of ${createdAt}`}
            isDisabled={isTooNew}
            onPress={() => void askToRestore(backup.path)}
          >
            Restore…
          </Button>
        </span>
      </td>
    </tr>
  );
}
