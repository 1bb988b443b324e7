import { useId } from 'react';
import type { ReactNode } from 'react';
import styles from './field.module.css';

/** What a control needs so that its label and its problem are read out with it. */
export interface FieldLinks {
  readonly id: string;
  readonly 'aria-invalid': boolean;
  readonly 'aria-describedby': string | undefined;
}

interface FieldProps {
  readonly label: string;
  /** What is wrong with the value, or nothing. */
  readonly problem?: string | undefined;
  readonly hint?: string;
  /** Stands at the end of the label's line. */
  readonly action?: ReactNode;
  readonly children: (links: FieldLinks) => ReactNode;
}

/** A labelled control with room for what is wrong with it. */
export function Field({ label, problem, hint, action, children }: FieldProps) {
  const id = useId();
  const words = problem ?? hint;
  return (
    <div className={styles.field}>
      <div className={styles.top}>
        <label htmlFor={id}>{label}</label>
        {action}
      </div>
      {children({
        id,
        'aria-invalid': problem !== undefined,
        'aria-describedby': words === undefined ? undefined : `${id}-words`,
      })}
      <FieldWords id={`${id}-words`} problem={problem} hint={hint} />
    </div>
  );
}

interface FieldWordsProps {
  readonly id?: string;
  readonly problem?: string | undefined;
  readonly hint?: string | undefined;
}

/** What is wrong with a field or, where nothing is, a hint; its line is kept free so that nothing jumps. */
export function FieldWords({ id, problem, hint }: FieldWordsProps) {
  return (
    <p id={id} className={problem === undefined ? styles.hint : styles.problem}>
      {problem ?? hint}
    </p>
  );
}
