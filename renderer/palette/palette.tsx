import { Autocomplete } from 'react-aria-components/Autocomplete';
import { Dialog } from 'react-aria-components/Dialog';
import { Input } from 'react-aria-components/Input';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { SearchField } from 'react-aria-components/SearchField';
import { classNames } from '../parts/class-names.ts';
import menuStyles from '../parts/menu.module.css';
import { commands, isAvailable } from '../shell/commands.ts';
import type { Command } from '../shell/commands.ts';
import { keystrokeLabel } from '../shell/keystroke.ts';
import { commandMatches } from './command-matches.ts';
import styles from './palette.module.css';

/** Every command by name: type a few letters of it, Enter runs it. */
export default function Palette({ onClose }: { readonly onClose: () => void }) {
  const run = (command: Command) => {
    onClose();
    // After the dialog has given the focus back, so that a command can move it.
    setTimeout(command.run);
  };
  const offered = commands.filter((command) => command.id !== 'command-palette' && isAvailable(command));
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(open) => (open ? undefined : onClose())}
      className={classNames(styles.veil)}
    >
      <Modal className={classNames(styles.box)}>
        <Dialog aria-label="Commands" className={classNames(styles.dialog)}>
          <Autocomplete filter={commandMatches}>
            <SearchField aria-label="Command" autoFocus className={classNames(styles.field)}>
              <Input
                role="combobox"
                aria-expanded
                aria-haspopup="listbox"
                onKeyDownCapture={(event) => {
                  // The field would first clear its text.
                  if (event.key === 'Escape') onClose();
                }}
                className={classNames(styles.input)}
                placeholder="Type a command"
              />
            </SearchField>
            <ListBox
              aria-label="Commands"
              className={classNames(menuStyles.menu, styles.list)}
              items={offered}
              renderEmptyState={() => <p className={styles.none}>No command has this name.</p>}
            >
              {(command) => (
                <ListBoxItem
                  id={command.id}
                  textValue={command.name}
                  className={classNames(menuStyles.item, styles.item)}
                  onAction={() => run(command)}
                >
                  <span>{command.name}</span>
                  {command.keystroke ? (
                    <kbd className={styles.keys}>{keystrokeLabel(command.keystroke)}</kbd>
                  ) : null}
                </ListBoxItem>
              )}
            </ListBox>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
