import { keystrokeLabel } from '../shell/keystroke.ts';
import styles from './no-entry.module.css';

const hints = [
  ['↑ ↓', 'move through the list from the search box'],
  ['Enter', 'read the entry'],
  ['F6', 'go round box, list and entry'],
  [keystrokeLabel('Mod+N'), 'write a new entry'],
  [keystrokeLabel('Mod+Shift+P'), 'every command'],
] as const;

/** The detail pane while nothing is selected. */
export function NoEntry() {
  return (
    <dl className={styles.hints}>
      {hints.map(([keys, what]) => (
        <div key={keys} className={styles.hint}>
          <dt>
            <kbd>{keys}</kbd>
          </dt>
          <dd>{what}</dd>
        </div>
      ))}
    </dl>
  );
}
