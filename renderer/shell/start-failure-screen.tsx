import type { Failure } from '../../preload/api.ts';
import { useEffect } from 'react';
import { BackupTable } from '../database/backups-section.tsx';
import { useBackups } from '../database/backups-store.ts';
import { RestoreDialog } from '../database/restore-dialog.tsx';
import { ask } from '../bridge.ts';
import { Button } from '../parts/button.tsx';
import { failureDetails } from '../parts/failure-notice.tsx';
import { copyText } from './copy.ts';
import { Notices } from './notices.tsx';
import styles from './start-failure-screen.module.css';

/** The way back from a file that cannot be opened: its backups. The damaged file is kept. */
function Recovery() {
  const { list, refresh, chooseFile } = useBackups();
  useEffect(() => void refresh(), [refresh]);
  if (list === null) return null;
  return (
    <section className={styles.recovery} aria-labelledby="failure-backups">
      <h2 id="failure-backups">Backups that can be restored</h2>
      <BackupTable backups={list.backups} />
      <Button onPress={() => void chooseFile()}>Restore another file…</Button>
    </section>
  );
}

/** Shown instead of everything when the database cannot be opened. */
export function StartFailureScreen({ failure }: { readonly failure: Failure }) {
  return (
    <main className={styles.screen}>
      <div className={styles.text} role="alert">
        <h1>Your knowledge base could not be opened</h1>
        <p>{failure.message}</p>
        <p>{failure.recovery}</p>
        <p>Closing this window quits Abendbook.</p>
      </div>
      <div className={styles.actions}>
        <Button look="primary" autoFocus onPress={() => window.location.reload()}>
          Try again
        </Button>
        <Button onPress={() => void ask('app:show-database')}>Show the folder</Button>
        <Button onPress={() => void copyText(failureDetails(failure), 'the details')}>Copy details</Button>
      </div>
      <Recovery />
      <div className={styles.notices}>
        <Notices />
        <RestoreDialog />
      </div>
    </main>
  );
}
