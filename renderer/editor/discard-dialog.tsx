import { Button } from '../parts/button.tsx';
import { DialogActions } from '../parts/dialog-actions.tsx';
import { Dialog } from '../parts/dialog.tsx';

interface DiscardDialogProps {
  readonly onKeep: () => void;
  readonly onDiscard: () => void;
}

/** Asks before what was typed is thrown away. */
export function DiscardDialog({ onKeep, onDiscard }: DiscardDialogProps) {
  return (
    <Dialog title="Discard your changes?" role="alertdialog" onClose={onKeep}>
      <p>What you typed since the last save would be lost.</p>
      <DialogActions>
        <Button onPress={onDiscard}>Discard changes</Button>
        <Button look="primary" autoFocus onPress={onKeep}>
          Keep editing
        </Button>
      </DialogActions>
    </Dialog>
  );
}
