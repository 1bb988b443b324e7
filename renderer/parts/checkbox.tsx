import type { ReactNode } from 'react';
import styles from './checkbox.module.css';

interface CheckboxProps {
  readonly isSelected: boolean;
  readonly onChange: (isSelected: boolean) => void;
  readonly children: ReactNode;
}

/** A box to tick, with its words. */
export function Checkbox({ isSelected, onChange, children }: CheckboxProps) {
  return (
    <label className={styles.label}>
      <input
        type="checkbox"
        className={styles.box}
        checked={isSelected}
        onChange={(event) => onChange(event.target.checked)}
      />
      {children}
    </label>
  );
}
