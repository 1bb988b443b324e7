import { useRef } from 'react';
import { Menu, MenuItem } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import type { EntryId } from '../../preload/api.ts';
import { copyEntry, copyEntryLabel, editEntry, setArchived } from '../entry/entry-actions.ts';
import { entryLabel } from '../parts/format.ts';
import menuStyles from '../parts/menu.module.css';
import { classNames } from '../parts/class-names.ts';
import { useReadOnly } from '../shell/status-store.ts';
import styles from './result-menu.module.css';
import type { MenuPlace } from './menu-place.ts';

interface ResultMenuProps {
  readonly place: MenuPlace;
  readonly onOpen: (id: EntryId) => void;
  readonly onClose: () => void;
}

/** What can be done with a row, from the right mouse button or the context menu key. */
export default function ResultMenu({ place: { row, left, top }, onOpen, onClose }: ResultMenuProps) {
  const anchor = useRef<HTMLSpanElement>(null);
  const readOnly = useReadOnly();
  const actions: readonly { readonly name: string; readonly act: () => void; readonly writes?: true }[] = [
    { name: 'Open', act: () => onOpen(row.id) },
    { name: 'Edit', act: () => void editEntry(row), writes: true },
    { name: 'Copy as text', act: () => void copyEntry(row) },
    { name: `Copy link (${entryLabel(row.number)})`, act: () => void copyEntryLabel(row) },
    {
      name: row.archived ? 'Unarchive' : 'Archive',
      act: () => void setArchived(row, !row.archived),
      writes: true,
    },
  ];
  return (
    <>
      <span ref={anchor} className={styles.anchor} style={{ left, top }} />
      <Popover
        isOpen
        aria-label={`Actions for ${row.title}`}
        triggerRef={anchor}
        placement="bottom start"
        offset={0}
        className={classNames(menuStyles.popover)}
        onOpenChange={(open) => (open ? undefined : onClose())}
      >
        <Menu
          aria-label={`Actions for ${row.title}`}
          className={classNames(menuStyles.menu)}
          autoFocus="first"
          onClose={onClose}
        >
          {actions.map(({ name, act, writes }) => (
            <MenuItem
              key={name}
              className={classNames(menuStyles.item)}
              isDisabled={readOnly && writes === true}
              onAction={act}
            >
              {name}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </>
  );
}
