import type { KeptRows } from '../../preload/api.ts';
import { Button } from '../parts/button.tsx';
import { DialogActions } from '../parts/dialog-actions.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { schemaNumber } from '../shell/places.ts';
import type { Place } from '../shell/places.ts';
import { byTable, keptInWords } from '../upgrade/table-words.ts';
import { useRollback } from './rollback-store.ts';

interface RollbackDialogProps {
  readonly from: string;
  readonly to: string;
  readonly keeps: readonly KeptRows[];
  /** Places that are locked afterwards. */
  readonly locked: readonly Place[];
  readonly onClose: () => void;
}

const namedTables = 3;

/** Asks before a rollback, with what is kept in numbers. */
export function RollbackDialog({ from, to, keeps, locked, onClose }: RollbackDialogProps) {
  const rollBack = useRollback((state) => state.rollBack);
  const rows = byTable(keeps);
  const named = rows.slice(0, namedTables).map(keptInWords).join(', ');
  const others = rows.length > namedTables ? ', and more' : '';
  const goAhead = () => {
    onClose();
    void rollBack();
  };
  return (
    <Dialog title={`Roll back to schema ${schemaNumber(to)}?`} role="alertdialog" onClose={onClose}>
      <p>
        {rows.length === 0
          ? 'Nothing needs to be kept, and no entry is changed.'
          : `${named}${others} are kept and come back with the next upgrade. Entries stay.`}
      </p>
      {locked.length === 0 ? null : <p>Locked until then: {locked.map(({ name }) => name).join(', ')}.</p>}
      <DialogActions>
        <Button onPress={goAhead}>{`Roll back to schema ${schemaNumber(to)}`}</Button>
        <Button look="primary" autoFocus onPress={onClose}>
          {`Keep schema ${schemaNumber(from)}`}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
