import { Button } from '../parts/button.tsx';
import { formatNumber } from '../parts/format.ts';
import { exportSelected } from '../transfer/export-store.ts';
import styles from './result-line.module.css';
import { useSelection } from './selection-store.ts';

/** What can be done with the entries that were picked. */
export function SelectionBar() {
  const { ids, clear } = useSelection();
  if (ids.size === 0) return null;
  return (
    <span className={styles.selection} role="group" aria-label="Selected entries">
      {formatNumber(ids.size)} selected:{' '}
      <Button look="link" onPress={exportSelected}>
        Export…
      </Button>{' '}
      ·{' '}
      <Button look="link" onPress={clear}>
        Clear
      </Button>
    </span>
  );
}
