import { Button } from '../parts/button.tsx';
import { useUpgrades } from '../upgrade/upgrade-store.ts';
import styles from './rollback.module.css';

/** Cancels a rollback where that is safe, and says so where it is not. */
export function RollbackCancel() {
  const { running, cancel } = useUpgrades();
  const cancellable = running?.progress?.cancellable ?? true;
  return (
    <div className={styles.actions}>
      <Button isDisabled={!cancellable} onPress={cancel}>
        Cancel
      </Button>
      <p>
        {cancellable
          ? 'Cancelling changes nothing, and keeps the backup.'
          : 'This part is written whole or not at all, so it cannot be cancelled.'}
      </p>
    </div>
  );
}
