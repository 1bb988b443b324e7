import type { ReactNode } from 'react';
import styles from './dialog-actions.module.css';

/** The row of answers at the foot of a dialog. */
export function DialogActions({ children }: { readonly children: ReactNode }) {
  return <div className={styles.actions}>{children}</div>;
}
