import { Button } from '../parts/button.tsx';
import { DialogActions } from '../parts/dialog-actions.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { FailureNotice } from '../parts/failure-notice.tsx';
import { Field } from '../parts/field.tsx';
import { countOf, exactTime, formatNumber } from '../parts/format.ts';
import { useReadOnly } from '../shell/status-store.ts';
import styles from './backup-entries-dialog.module.css';
import { BackupEntryList } from './backup-entry-list.tsx';
import { useBackupEntries } from './backup-entries-store.ts';

/** Looks into a backup, and brings single entries back from it. */
export default function BackupEntriesDialog() {
  const { backup, query, entries, total, ticked, failure, recovering, close, search, bringBack } =
    useBackupEntries();
  const readOnly = useReadOnly();
  if (backup === null) return null;
  const count = ticked.size;
  return (
    <Dialog title="Look inside a backup" width="wide" onClose={close}>
      <p className={styles.about}>
        {exactTime(backup.createdAt)}, {countOf(backup.entries, 'entry', 'entries')}. What is gone or
        different now stands first.
      </p>
      <Field label="Find in this backup">
        {(links) => (
          <input
            {...links}
            type="search"
            autoFocus
            autoComplete="off"
            spellCheck={false}
            value={query}
            onChange={(event) => void search(event.target.value)}
          />
        )}
      </Field>
      {failure === null ? null : <FailureNotice failure={failure} onRetry={() => void search(query)} />}
      <p role="status" className={styles.about}>
        {entries === null
          ? failure === null
            ? 'Reading the backup…'
            : ''
          : entries.length < total
            ? `The first ${formatNumber(entries.length)} of ${countOf(total, 'entry', 'entries')}`
            : countOf(total, 'entry', 'entries')}
      </p>
      {entries === null ? null : <BackupEntryList entries={entries} />}
      <DialogActions>
        <Button onPress={close}>Close</Button>
        <Button
          look="primary"
          isDisabled={count === 0 || recovering || readOnly}
          onPress={() => void bringBack()}
        >
          {count === 0 ? 'Bring entries back' : `Bring back ${countOf(count, 'entry', 'entries')}`}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
