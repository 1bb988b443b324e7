import { useState } from 'react';
import { EntryText } from '../entry/entry-text.tsx';
import { Button } from '../parts/button.tsx';
import { Field } from '../parts/field.tsx';
import styles from './text-field.module.css';

interface TextFieldProps {
  readonly label: string;
  readonly field: 'problem' | 'solution';
  readonly hint: string;
  readonly value: string;
  readonly problem: string | undefined;
  readonly onChange: (value: string) => void;
  readonly onLeave: () => void;
}

/** A long text that grows with what is typed, and can be looked at as it will be shown. */
export function TextField({ label, field, hint, value, problem, onChange, onLeave }: TextFieldProps) {
  const [previewed, setPreviewed] = useState(false);
  const toggle = (
    <Button look="quiet" aria-pressed={previewed} onPress={() => setPreviewed(!previewed)}>
      {previewed ? 'Write' : 'Preview'}
      <span className="visually-hidden"> the {field}</span>
    </Button>
  );
  return (
    <div data-field={field}>
      <Field label={label} problem={problem} hint={hint} action={toggle}>
        {(links) =>
          previewed ? (
            <div
              id={links.id}
              className={styles.preview}
              role="region"
              aria-label={`Preview of the ${field}`}
              tabIndex={0}
            >
              <EntryText text={value} />
            </div>
          ) : (
            <textarea
              {...links}
              className={styles.text}
              rows={8}
              value={value}
              onChange={(event) => onChange(event.target.value)}
              onBlur={onLeave}
            />
          )
        }
      </Field>
    </div>
  );
}
