import { useId } from 'react';
import styles from './text-box.module.css';

interface TextBoxProps {
  readonly label: string;
  /** What the label is about, where its words alone do not say so to a screen reader. */
  readonly describes?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly isLabelHidden?: boolean;
  readonly suggestions?: readonly (readonly [value: string, example: string])[];
  readonly placeholder?: string;
}

/** A short text in a line with its label. */
export function TextBox(props: TextBoxProps) {
  const { label, describes, value, onChange, isLabelHidden = false, suggestions, placeholder } = props;
  const id = useId();
  return (
    <span className={styles.field}>
      <label htmlFor={id} className={isLabelHidden ? 'visually-hidden' : styles.label}>
        {label}
        {describes === undefined ? null : <span className="visually-hidden">: {describes}</span>}
      </label>
      <input
        id={id}
        className={styles.input}
        value={value}
        autoComplete="off"
        spellCheck={false}
        placeholder={placeholder}
        list={suggestions === undefined ? undefined : `${id}-list`}
        onChange={(event) => onChange(event.target.value)}
      />
      {suggestions === undefined ? null : (
        <datalist id={`${id}-list`}>
          {suggestions.map(([known, example]) => (
            <option key={known} value={known}>
              {example}
            </option>
          ))}
        </datalist>
      )}
    </span>
  );
}
