import { classNames } from './class-names.ts';
import styles from './state-mark.module.css';

export type MarkState = 'good' | 'bad' | 'warning' | 'now' | 'ahead';

const shapes: Readonly<Record<MarkState, string>> = {
  good: 'M3.2 8.4 6.6 11.8 12.8 4.6',
  bad: 'M4 4l8 8m0-8-8 8',
  warning: 'M8 2.6 14 13.2H2L8 2.6Zm0 4v3.2m0 1.5v.3',
  now: 'M8 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8Z',
  ahead: 'M8 4.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7Z',
};

interface StateMarkProps {
  readonly state: MarkState;
  /** What a screen reader says in its place: `done`. */
  readonly word: string;
}

/** How something stands, as a shape and a colour; a screen reader says the word. */
export function StateMark({ state, word }: StateMarkProps) {
  return (
    <span className={classNames(styles.mark, styles[state])}>
      <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
        <path d={shapes[state]} />
      </svg>
      <span className="visually-hidden">{word}</span>
    </span>
  );
}
