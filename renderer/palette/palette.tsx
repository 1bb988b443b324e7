import { useState } from 'react';
import type { KeyboardEvent } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { classNames } from '../parts/class-names.ts';
import { asMovementKey, moveCursor } from '../search/list-movement.ts';
import { commands, isAvailable } from '../shell/commands.ts';
import type { Command } from '../shell/command.ts';
import { keystrokeLabel } from '../shell/keystroke.ts';
import { commandMatches } from './command-matches.ts';
import styles from './palette.module.css';

const pageRows = 10;
const listId = 'palette-commands';

/** Every command by name: type a few letters of it, Enter runs it. */
export default function Palette({ onClose }: { readonly onClose: () => void }) {
  const [typed, setTyped] = useState('');
  const [marked, setMarked] = useState(0);
  const offered = commands.filter(
    (command) =>
      command.id !== 'command-palette' && isAvailable(command) && commandMatches(command.name, typed),
  );
  const run = (command: Command) => {
    onClose();
    // After the dialog has given the focus back, so that a command can move it.
    setTimeout(command.run);
  };
  const handleKey = (event: KeyboardEvent) => {
    const movement = asMovementKey(event.key);
    const command = offered[marked];
    if (movement) {
      const index = moveCursor(marked, movement, offered.length, pageRows);
      setMarked(index);
      document.getElementById(`${listId}-${index}`)?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter' && command) run(command);
    else return;
    event.preventDefault();
  };
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(open) => (open ? undefined : onClose())}
      className={classNames(styles.veil)}
    >
      <Modal className={classNames(styles.box)}>
        <Dialog aria-label="Commands" className={classNames(styles.dialog)}>
          <input
            autoFocus
            role="combobox"
            aria-label="Command"
            aria-autocomplete="list"
            aria-expanded={offered.length > 0}
            aria-controls={listId}
            aria-activedescendant={offered[marked] ? `${listId}-${marked}` : undefined}
            autoComplete="off"
            spellCheck={false}
            placeholder="Type a command"
            className={styles.input}
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
              setMarked(0);
            }}
            onKeyDown={handleKey}
          />
          <div id={listId} role="listbox" aria-label="Commands" className={styles.list}>
            {offered.map((command, index) => (
              <div
                key={command.id}
                id={`${listId}-${index}`}
                role="option"
                aria-selected={index === marked}
                className={classNames(styles.item, index === marked && styles.marked)}
                onPointerMove={() => setMarked(index)}
                onClick={() => run(command)}
              >
                <span>{command.name}</span>
                {command.keystroke ? (
                  <kbd className={styles.keys}>{keystrokeLabel(command.keystroke)}</kbd>
                ) : null}
              </div>
            ))}
          </div>
          <p role="status" className={styles.none}>
            {offered.length === 0 ? 'No command has this name.' : null}
          </p>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
