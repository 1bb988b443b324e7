import { classNames } from '../parts/class-names.ts';
import styles from './import-path.module.css';

const steps = ['Look', 'Check', 'Done'] as const;

/** Where one is on the way of an import. */
export function ImportPath({ at }: { readonly at: 0 | 1 | 2 }) {
  return (
    <ol className={styles.path} aria-label="Steps of the import">
      {steps.map((name, index) => (
        <li
          key={name}
          className={classNames(styles.step, index === at && styles.present, index < at && styles.done)}
          aria-current={index === at ? 'step' : undefined}
        >
          <span className={styles.number}>{index + 1}</span> {name}
        </li>
      ))}
    </ol>
  );
}
