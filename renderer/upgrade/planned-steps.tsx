import type { PlannedStep } from '../../preload/api.ts';
import { Disclosure } from '../parts/disclosure.tsx';
import { schemaNumber } from '../shell/places.ts';
import styles from './planned-steps.module.css';
import { stepInWords } from './step-words.ts';

interface PlannedStepsProps {
  readonly steps: readonly PlannedStep[];
  readonly label: string;
}

/** What each step brings, with the SQL that runs for it. That of the user's own steps is shown at once. */
export function PlannedSteps({ steps, label }: PlannedStepsProps) {
  return (
    <ol className={styles.steps} aria-label={label}>
      {steps.map((step) => (
        <li key={step.version} className={styles.step}>
          <span className={styles.version}>{schemaNumber(step.version)}</span>
          <div className={styles.words}>
            <p>{stepInWords(step)}</p>
            {step.file === null ? (
              <Disclosure summary="SQL that runs">
                <Sql step={step} />
              </Disclosure>
            ) : (
              <>
                <p className={styles.file}>
                  From <code>{step.file}</code>. It changes your knowledge base as its SQL says:
                </p>
                <Sql step={step} />
              </>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}

function Sql({ step: { version, sql } }: { readonly step: PlannedStep }) {
  return (
    <pre className={styles.sql} tabIndex={0} role="region" aria-label={`SQL of ${version}`}>
      {withoutIndent(sql)}
    </pre>
  );
}

/** SQL stands indented in the sources of the steps. */
function withoutIndent(sql: string): string {
  const lines = sql
    .replace(/^\s*\n/, '')
    .trimEnd()
    .split('\n');
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/));
  const least = Math.min(...indents);
  return Number.isFinite(least) ? lines.map((line) => line.slice(least)).join('\n') : '';
}
