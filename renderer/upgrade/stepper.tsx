import { Icon } from '../parts/icon.tsx';
import { classNames } from '../parts/class-names.ts';
import styles from './stepper.module.css';
import { stepState, wizardSteps } from './wizard-path.ts';
import type { Prepared, StepState, WizardStep } from './wizard-path.ts';

const names: Readonly<Record<WizardStep, string>> = {
  checklist: 'Checklist',
  plan: 'Plan',
  backup: 'Backup',
  rehearsal: 'Rehearsal',
  upgrade: 'Upgrade',
  report: 'Report',
};

const stateWords: Readonly<Record<StepState, string>> = {
  done: 'done',
  failed: 'needs a look',
  skipped: 'left out by the profile',
  open: 'to be done',
};

interface StepperProps {
  readonly present: WizardStep;
  readonly prepared: Prepared;
  /** Steps may be gone back to while nothing runs. */
  readonly canMove: boolean;
  readonly onGo: (step: WizardStep) => void;
}

/** The way through the wizard: a numbered path with how each step stands. */
export function Stepper({ present, prepared, canMove, onGo }: StepperProps) {
  const at = wizardSteps.indexOf(present);
  return (
    <ol className={styles.path} aria-label="Steps of the upgrade">
      {wizardSteps.map((step, index) => {
        // What comes later may be known already, but it is not done as long as one has not come there.
        const state =
          index > at && step !== 'backup' && step !== 'rehearsal' ? 'open' : stepState(step, prepared);
        const isPresent = step === present;
        const content = (
          <>
            <span className={styles.number}>
              <Number index={index} state={isPresent && state === 'done' ? 'open' : state} />
            </span>
            <span className={styles.name}>{names[step]}</span>
            <span className="visually-hidden"> ({stateWords[state]})</span>
          </>
        );
        return (
          <li
            key={step}
            className={classNames(styles.step, styles[state], isPresent && styles.present)}
            aria-current={isPresent ? 'step' : undefined}
          >
            {canMove && index < at ? (
              <button type="button" className={styles.go} onClick={() => onGo(step)}>
                {content}
              </button>
            ) : (
              <span className={styles.go}>{content}</span>
            )}
          </li>
        );
      })}
    </ol>
  );
}

function Number({ index, state }: { readonly index: number; readonly state: StepState }) {
  if (state === 'done') return <Icon name="check" />;
  if (state === 'failed') return <Icon name="close" />;
  return state === 'skipped' ? '–' : index + 1;
}
