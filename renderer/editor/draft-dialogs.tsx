import { Button } from '../parts/button.tsx';
import { DialogActions } from '../parts/dialog-actions.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { useDraft } from './draft-store.ts';
import { ConflictDialog } from './conflict-dialog.tsx';

/** What the editor has to ask, wherever in the window one is. */
export function DraftDialogs() {
  const { draft, theirs, waiting } = useDraft();
  if (draft && theirs) return <ConflictDialog mine={draft.fields} theirs={theirs} />;
  if (draft && waiting) return <WaitingDialog title={draft.fields.title} />;
  return null;
}

function WaitingDialog({ title }: { readonly title: string }) {
  const { keepDraft, discardForWaiting } = useDraft();
  return (
    <Dialog title="There is an unsaved entry" role="alertdialog" onClose={keepDraft}>
      <p>
        {/* A title may hold marks that turn the direction of text. */}
        <bdi>{title.trim() === '' ? 'An entry without a title' : `“${title.trim()}”`}</bdi> is not saved yet.
        Save it first, or discard it to begin the other one.
      </p>
      <DialogActions>
        <Button onPress={discardForWaiting}>Discard it</Button>
        <Button look="primary" autoFocus onPress={keepDraft}>
          Go back to it
        </Button>
      </DialogActions>
    </Dialog>
  );
}
