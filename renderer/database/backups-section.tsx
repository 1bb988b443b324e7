import { useEffect } from 'react';
import { Button } from '../parts/button.tsx';
import { FailureNotice } from '../parts/failure-notice.tsx';
import { BackupTable } from './backup-table.tsx';
import { lastPutAside, useBackups } from './backups-store.ts';
import styles from './database-screen.module.css';
import { ScheduleField } from './schedule-field.tsx';
import { SecondFolderField } from './second-folder-field.tsx';
import { showBackupsFolder } from './show-backups-folder.ts';

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
        <Button look="primary" onPress={() => void backUp()}>
          Back up now
        </Button>
        <Button onPress={() => void chooseFile()}>Restore another file…</Button>
        {lastPutAside(list) === null ? null : (
          <Button onPress={() => void askToUndo()}>Undo the last restore…</Button>
        )}
        {list?.backups.length ? (
          <Button onPress={() => void showBackupsFolder()}>Open backups folder</Button>
        ) : null}
      </div>
      {list === null ? null : <BackupTable backups={list.backups} looksInside />}
      <div className={styles.columns}>
        <ScheduleField />
        <SecondFolderField />
      </div>
    </section>
  );
}
