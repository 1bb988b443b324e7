import type { Entry } from '../../preload/api.ts';
import { fieldNames, fieldText } from '../entry/field-text.ts';
import { Button } from '../parts/button.tsx';
import { DialogActions } from '../parts/dialog-actions.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { entryLabel } from '../parts/format.ts';
import { RelativeTime } from '../parts/relative-time.tsx';
import styles from './conflict-dialog.module.css';
import { changedFields } from './draft.ts';
import type { DraftFields } from './draft.ts';
import { useDraft } from './draft-store.ts';

interface ConflictDialogProps {
  readonly mine: DraftFields;
  readonly theirs: Entry;
}

/** Both sides of an entry that was changed elsewhere while it was edited here. Neither choice loses anything: history keeps theirs, and Undo brings mine back. */
export function ConflictDialog({ mine, theirs }: ConflictDialogProps) {
  const { keepMine, takeTheirs } = useDraft();
  const stay = () => useDraft.setState({ theirs: null });
  return (
    <Dialog
      title={`${entryLabel(theirs.number)} was changed meanwhile`}
      role="alertdialog"
      width="wide"
      onClose={stay}
    >
      <p>
        Revision {theirs.revision} was saved <RelativeTime iso={theirs.updatedAt} />, after you began to edit.
        Nothing of yours is saved yet.
      </p>
      {changedFields(theirs, mine).map((field) => (
        <section key={field} aria-label={fieldNames[field]}>
          <h3>{fieldNames[field]}</h3>
          <div className={styles.sides}>
            <Side name="Yours" text={fieldText(mine, field)} />
            <Side name="Theirs" text={fieldText(theirs, field)} />
          </div>
        </section>
      ))}
      <DialogActions>
        <Button onPress={takeTheirs}>Use theirs</Button>
        <Button onPress={() => void keepMine()}>Keep mine as the newest revision</Button>
        <Button look="primary" autoFocus onPress={stay}>
          Keep editing
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function Side({ name, text }: { readonly name: string; readonly text: string }) {
  return (
    <div className={styles.side}>
      <p className={styles.name}>{name}</p>
      <div className={styles.text} role="group" aria-label={name} tabIndex={0}>
        {text}
      </div>
    </div>
  );
}
