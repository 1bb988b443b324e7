import { useEffect } from 'react';
import type { Backup } from '../../preload/api.ts';
import { Button } from '../parts/button.tsx';
import { FailureNotice } from '../parts/failure-notice.tsx';
import { formatNumber, formatSize } from '../parts/format.ts';
import { RelativeTime } from '../parts/relative-time.tsx';
import { schemaNumber } from '../shell/places.ts';
import { lastPutAside, useBackups } from './backups-store.ts';
import { ScheduleField } from './schedule-field.tsx';
import { showBackupsFolder } from './show-backups-folder.ts';
import styles from './database-screen.module.css';

const reasons = {
  manual: 'made by hand',
  'pre-migration': 'before an upgrade',
  'pre-restore': 'before a restore',
  scheduled: 'on schedule',
} as const;

/** What backups there are, and everything that can be done with them. */
export function BackupsSection() {
  const { list, failure, refresh, backUp, chooseFile, askToUndo } = useBackups();
  // The command line makes backups too.
  useEffect(() => void refresh(), [refresh]);
  return (
    <section className={styles.section} aria-labelledby="database-backups">
      <h2 id="database-backups">Backups</h2>
      {failure ? <FailureNotice failure={failure} onRetry={() => void refresh()} /> : null}
      <div className={styles.actions}>
        <Button onPress={() => void backUp()}>Back up now</Button>
        <Button onPress={() => void chooseFile()}>Restore another file…</Button>
        {lastPutAside(list) === null ? null : (
          <Button onPress={() => void askToUndo()}>Undo the last restore…</Button>
        )}
        {list?.backups.length ? (
          <Button onPress={() => void showBackupsFolder()}>Open backups folder</Button>
        ) : null}
      </div>
      <ScheduleField />
      {list === null ? null : <BackupTable backups={list.backups} />}
    </section>
  );
}

/** The backups, newest first, each with the button that restores it. */
export function BackupTable({ backups }: { readonly backups: readonly Backup[] }) {
  const askToRestore = useBackups((state) => state.askToRestore);
  if (backups.length === 0) return <p>There is no backup yet.</p>;
  return (
    <div className={styles.scroll} role="region" aria-label="List of backups" tabIndex={0}>
      <table className={styles.table}>
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
            <tr key={backup.path}>
              <td>
                <RelativeTime iso={backup.createdAt} />
              </td>
              <td>{backup.tag === null ? reasons[backup.type] : `${reasons[backup.type]}, ${backup.tag}`}</td>
              <td>{formatNumber(backup.entries)}</td>
              <td>{schemaNumber(backup.version)}</td>
              <td>{formatSize(backup.sizeBytes)}</td>
              <td>{backup.verified ? '✓ verified' : '✗ changed since'}</td>
              <td>
                <Button
                  aria-label={`Restore the backup of ${backup.createdAt}`}
                  onPress={() => void askToRestore(backup.path)}
                >
                  Restore…
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
