import type { ImportReport } from '../../preload/api.ts';
import { Button } from '../parts/button.tsx';
import { DialogActions } from '../parts/dialog-actions.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { countOf } from '../parts/format.ts';

interface ReplaceDialogProps {
  readonly checked: ImportReport;
  readonly onAnswer: (replace: boolean) => void;
}

/** Asks before everything is replaced, in numbers. */
export function ReplaceDialog({ checked, onAnswer }: ReplaceDialogProps) {
  const { removed, added, rejectedTotal, settings } = checked;
  const keep = () => onAnswer(false);
  return (
    <Dialog title="Replace everything that is here?" role="alertdialog" onClose={keep}>
      <ul>
        <li>
          {removed === 1 ? 'The 1 entry that is' : `All ${countOf(removed, 'entry', 'entries')} that are`}{' '}
          here now would go, with their history and links
        </li>
        <li>{countOf(added, 'entry', 'entries')} from the file would come in their place</li>
        {rejectedTotal > 0 ? (
          <li>{countOf(rejectedTotal, 'bad record', 'bad records')} of the file would be left out</li>
        ) : null}
        {settings === null ? null : (
          <li>The settings in the file would be taken over: theme, backups, upgrades</li>
        )}
      </ul>
      <p>A verified backup of what is here now is made first, so this can be undone.</p>
      <DialogActions>
        <Button onPress={() => onAnswer(true)}>Replace everything</Button>
        <Button look="primary" autoFocus onPress={keep}>
          Keep what is here
        </Button>
      </DialogActions>
    </Dialog>
  );
}
