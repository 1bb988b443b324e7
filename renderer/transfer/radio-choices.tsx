import type { ReactNode } from 'react';
import { Label } from 'react-aria-components/Label';
import { RadioButton, RadioField, RadioGroup } from 'react-aria-components/RadioGroup';
import { classNames } from '../parts/class-names.ts';
import radio from '../parts/radio.module.css';
import styles from './radio-choices.module.css';

interface RadioChoicesProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly choices: readonly {
    readonly value: T;
    readonly name: string;
    /** What it means, in fainter letters behind the name. */
    readonly what?: ReactNode;
    readonly isDisabled?: boolean;
  }[];
  readonly onChange: (value: T) => void;
}

/** One of a few choices, all of them in sight, each with what it means. */
export function RadioChoices<T extends string>({ label, value, choices, onChange }: RadioChoicesProps<T>) {
  return (
    <RadioGroup
      className={classNames(radio.group)}
      value={value}
      onChange={(chosen) => {
        const found = choices.find((choice) => choice.value === chosen);
        if (found) onChange(found.value);
      }}
    >
      <Label className={classNames(radio.legend)}>{label}</Label>
      {choices.map(({ value: own, name, what, isDisabled = false }) => (
        <RadioField key={own} value={own} isDisabled={isDisabled}>
          <RadioButton className={classNames(radio.choice, styles.choice, isDisabled && styles.disabled)}>
            <span className={radio.dot} />
            <span>
              {name}
              {what ? <span className={styles.what}>: {what}</span> : null}
            </span>
          </RadioButton>
        </RadioField>
      ))}
    </RadioGroup>
  );
}
