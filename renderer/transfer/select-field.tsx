import { useId } from 'react';
import { classNames } from '../parts/class-names.ts';
import styles from './select-field.module.css';

interface SelectFieldProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly (readonly [value: T, name: string])[];
  readonly onChange: (value: T) => void;
  /** Only a screen reader says the label: what stands beside it tells the eye. */
  readonly isLabelHidden?: boolean;
  readonly isDisabled?: boolean;
  /** As wide as a word, however long its options are. */
  readonly isNarrow?: boolean;
}

/** One of a few values, from a list that drops down. */
export function SelectField<T extends string>(props: SelectFieldProps<T>) {
  const {
    label,
    value,
    options,
    onChange,
    isLabelHidden = false,
    isDisabled = false,
    isNarrow = false,
  } = props;
  const id = useId();
  return (
    <span className={styles.field}>
      <label htmlFor={id} className={isLabelHidden ? 'visually-hidden' : styles.label}>
        {label}
      </label>
      <select
        id={id}
        className={classNames(styles.select, isNarrow && styles.narrow)}
        value={value}
        disabled={isDisabled}
        onChange={(event) => {
          const chosen = options.find(([known]) => known === event.target.value);
          if (chosen) onChange(chosen[0]);
        }}
      >
        {options.map(([known, name]) => (
          <option key={known} value={known}>
            {name}
          </option>
        ))}
      </select>
    </span>
  );
}
