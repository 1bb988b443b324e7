import { useEffect } from 'react';
import type { Failure } from '../../preload/api.ts';
import { BackupTable } from '../database/backup-table.tsx';
import { useBackups } from '../database/backups-store.ts';
import { RestoreDialog } from '../database/restore-dialog.tsx';
import { Button } from '../parts/button.tsx';
import { Notices } from '../shell/notices.tsx';
import { WorkStrip } from '../shell/work-strip.tsx';
import { RecoveryActions } from './recovery-actions.tsx';
import styles from './recovery-screen.module.css';
import { recoveryWords } from './recovery-words.ts';
import { SalvageResult } from './salvage-result.tsx';
import { useAppInfo } from './use-app-info.ts';

/** Shown instead of everything while the database is not open: what happened, what is safe, and every way out there is. */
export default function RecoveryScreen({ failure }: { readonly failure: Failure }) {
  const { title, happened, ways } = recoveryWords(failure);
  return (
    <div className={styles.window}>
      <main className={styles.screen}>
        <div className={styles.text} role="alert">
          <h1>{title}</h1>
          <p>{happened}</p>
          <p className={styles.exact}>
            {failure.message} {failure.recovery}
          </p>
        </div>
        <RecoveryActions failure={failure} ways={ways} />
        <SalvageResult />
        {ways.includes('restore') ? <Backups isNewer={failure.kind === 'newer-file'} /> : null}
        <p className={styles.quiet}>Closing this window quits Abendbook.</p>
      </main>
      <footer className={styles.foot}>
        <Notices />
        <WorkStrip />
      </footer>
      <RestoreDialog />
    </div>
  );
}

/** The backups that can take its place. The file itself is kept among them. */
function Backups({ isNewer }: { readonly isNewer: boolean }) {
  const { list, refresh, chooseFile } = useBackups();
  const info = useAppInfo();
  useEffect(() => void refresh(), [refresh]);
  if (list === null) return null;
  return (
    <section className={styles.backups} aria-labelledby="recovery-backups">
      <h2 id="recovery-backups">Backups that can be restored</h2>
      <p>What is restored takes the place of the file. The file itself is put aside, never deleted.</p>
      <BackupTable backups={list.backups} {...(isNewer && info ? { openable: info.latestSchema } : {})} />
      <Button onPress={() => void chooseFile()}>Restore another file…</Button>
    </section>
  );
}
