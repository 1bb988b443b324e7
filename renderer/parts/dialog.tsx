import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { Button } from './button.tsx';
import { classNames } from './class-names.ts';
import styles from './dialog.module.css';
import { Icon } from './icon.tsx';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** `alertdialog` asks something: it has no close button, so that one of its answers is chosen. */
  readonly role?: 'dialog' | 'alertdialog';
  readonly width?: 'narrow' | 'wide';
}

/** A box above the window. Esc closes it and focus goes back to where it was. */
export function Dialog({ title, onClose, children, role = 'dialog', width = 'narrow' }: DialogProps) {
  return (
    <ModalOverlay
      isOpen
      isDismissable={role === 'dialog'}
      onOpenChange={(open) => (open ? undefined : onClose())}
      className={classNames(styles.veil)}
    >
      <Modal className={classNames(styles.box, styles[width])}>
        <AriaDialog role={role} className={classNames(styles.dialog)}>
          <header className={styles.header}>
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            {role === 'dialog' ? (
              <Button look="icon" aria-label="Close" onPress={onClose}>
                <Icon name="close" />
              </Button>
            ) : null}
          </header>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
