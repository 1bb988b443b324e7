import { Dialog } from '../parts/dialog.tsx';
import { commands } from '../shell/commands.ts';
import { keystrokeLabel } from '../shell/keystroke.ts';
import styles from './shortcuts-dialog.module.css';

const others = [
  { keys: '↑ ↓ Page Up Page Down Home End', name: 'Move through the results, also from the search box' },
  { keys: 'Enter', name: 'Read the selected entry' },
  { keys: 'Esc', name: 'Back to the search box; there, clear it' },
  { keys: 'Shift+↑ ↓ or Ctrl+Click', name: 'Select several results; Esc lets them go' },
  { keys: 'F6', name: 'Go round box, list and entry' },
  { keys: 'E', name: 'Edit the entry one is reading' },
  {
    keys: `${keystrokeLabel('Mod+S')} or ${keystrokeLabel('Mod+Enter')}`,
    name: 'Save what is being written',
  },
  { keys: 'Shift+F10', name: 'What can be done with a result' },
] as const;

/** All keys on one sheet. */
export default function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  const named = commands.flatMap(({ name, keystroke }) =>
    keystroke === undefined ? [] : [{ name, keys: keystrokeLabel(keystroke) }],
  );
  return (
    <Dialog title="Keyboard shortcuts" width="wide" onClose={onClose}>
      <dl className={styles.sheet}>
        {[...others, ...named].map(({ name, keys }) => (
          <div key={name} className={styles.line}>
            <dt>{name}</dt>
            <dd>
              <kbd>{keys}</kbd>
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
