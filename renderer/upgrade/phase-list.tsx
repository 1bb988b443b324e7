import type { RunningUpgrade } from '../../preload/api.ts';
import { StateMark } from '../parts/state-mark.tsx';
import { formatNumber } from '../parts/format.ts';
import { phaseName, phasesOf } from './phase-words.ts';
import styles from './phase-list.module.css';

interface PhaseListProps {
  readonly running: Pick<RunningUpgrade, 'kind' | 'progress'>;
  /** Schema steps that are applied or undone, in their order. */
  readonly steps: readonly { readonly version: string; readonly name: string }[];
}

/** The named steps of work under way: those behind, the present one with how far it is, and those ahead. */
export function PhaseList({ running: { kind, progress }, steps }: PhaseListProps) {
  const phases = phasesOf(kind, progress?.phase ?? null);
  const at = progress === null ? 0 : phases.findIndex(({ phase }) => phase === progress.phase);
  return (
    <>
      <ol className={styles.phases}>
        {phases.map(({ phase, name }, index) => (
          <li key={phase} className={index === at ? styles.present : undefined}>
            <div className={styles.phase}>
              <StateMark {...markOf(index - at)} />
              <span>{name}</span>
              {index === at && progress !== null && progress.total > 0 ? (
                <>
                  <progress
                    className={styles.progress}
                    aria-label={name}
                    value={progress.done}
                    max={progress.total}
                  />
                  <span className={styles.count}>
                    {formatNumber(progress.done)} of {formatNumber(progress.total)}
                  </span>
                </>
              ) : null}
            </div>
            {phase === 'upgrading' || phase === 'rolling-back' ? (
              <SchemaSteps steps={steps} done={stepsDone(steps, index - at, progress)} />
            ) : null}
          </li>
        ))}
      </ol>
      <p role="status" className="visually-hidden">
        {progress === null ? 'Starting' : phaseName(progress.phase)}
        {progress?.step ? `, ${progress.step}` : ''}
      </p>
    </>
  );
}

interface SchemaStepsProps {
  readonly steps: PhaseListProps['steps'];
  /** Those before this one are done; it is under way. -1 where none has begun. */
  readonly done: number;
}

function SchemaSteps({ steps, done }: SchemaStepsProps) {
  return (
    <ol className={styles.steps}>
      {steps.map(({ version, name }, index) => (
        <li key={version} className={styles.phase}>
          <StateMark {...markOf(done === -1 ? 1 : index - done)} />
          <span>
            {version.slice(0, 3)} {name}
          </span>
        </li>
      ))}
    </ol>
  );
}

function stepsDone(
  steps: PhaseListProps['steps'],
  distance: number,
  progress: RunningUpgrade['progress'],
): number {
  if (distance < 0) return steps.length;
  if (distance > 0 || progress === null) return -1;
  const at = steps.findIndex(({ version }) => version === progress.step);
  return at === -1 ? progress.done : at;
}

/** How something stands that is so many places behind (below 0) or ahead of where the work is. */
function markOf(distance: number) {
  if (distance < 0) return { state: 'good', word: 'Done:' } as const;
  return distance === 0
    ? ({ state: 'now', word: 'Now:' } as const)
    : ({ state: 'ahead', word: 'To come:' } as const);
}
