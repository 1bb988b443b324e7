import type { RestoreReport } from '../../preload/api.ts';
import { Button } from '../parts/button.tsx';
import { DialogActions } from '../parts/dialog-actions.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { countOf, formatNumber } from '../parts/format.ts';
import { RelativeTime } from '../parts/relative-time.tsx';
import { useBackups } from './backups-store.ts';
import type { RestorePurpose } from './backups-store.ts';
import styles from './restore-dialog.module.css';

const words: Readonly<Record<RestorePurpose, { readonly title: string; readonly act: string }>> = {
  restore: { title: 'Restore this backup?', act: 'Restore this backup' },
  'undo-restore': { title: 'Undo the last restore?', act: 'Undo the restore' },
  'undo-import': { title: 'Undo the import?', act: 'Undo the import' },
};

/** Asks before a restore, and says in numbers what it would discard. */
export function RestoreDialog() {
  const { question, answer } = useBackups();
  if (question === null) return null;
  const { purpose, plan } = question;
  const { title, act } = words[purpose];
  const keep = () => void answer(false);
  return (
    <Dialog title={title} role="alertdialog" onClose={keep}>
      <p className={styles.file}>{plan.restored}</p>
      <Loss plan={plan} />
      {plan.remark === null ? null : <p>{plan.remark}</p>}
      <p>Your knowledge base as it is now is kept among the backups, so this can be undone.</p>
      <DialogActions>
        <Button onPress={() => void answer(true)}>{act}</Button>
        <Button look="primary" autoFocus onPress={keep}>
          Keep what is there now
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function Loss({ plan: { discards } }: { readonly plan: RestoreReport }) {
  if (discards === null) {
    return <p>Your present knowledge base cannot be read, so what would be lost cannot be counted.</p>;
  }
  const { entriesAdded, entriesChanged, entriesMissing, examples } = discards;
  if (entriesAdded + entriesChanged + entriesMissing === 0) return <p>It holds the same entries as now.</p>;
  const more = entriesAdded + entriesChanged - examples.length;
  return (
    <>
      <ul>
        {entriesAdded > 0 ? (
          <li>{countOf(entriesAdded, 'entry', 'entries')} written since would be gone</li>
        ) : null}
        {entriesChanged > 0 ? (
          <li>{countOf(entriesChanged, 'entry', 'entries')} changed since would be as before</li>
        ) : null}
        {entriesMissing > 0 ? <li>{countOf(entriesMissing, 'entry', 'entries')} would come back</li> : null}
      </ul>
      {examples.length > 0 ? (
        <ol className={styles.examples}>
          {examples.map(({ id, title, change, updatedAt }) => (
            <li key={`${change} ${id}`}>
              {title}{' '}
              <span className={styles.when}>
                {change === 'added' ? 'written' : 'changed'} <RelativeTime iso={updatedAt} />
              </span>
            </li>
          ))}
        </ol>
      ) : null}
      {more > 0 ? <p>… and {formatNumber(more)} more.</p> : null}
    </>
  );
}
