import { formatDuration } from '../parts/format.ts';
import { StateMark } from '../parts/state-mark.tsx';
import { schemaNumber } from '../shell/places.ts';
import { KeptList } from './kept-list.tsx';
import styles from './panels.module.css';
import { PlannedSteps } from './planned-steps.tsx';
import { SpaceBar } from './space-bar.tsx';
import { byTable } from './table-words.ts';
import { takesTooLong } from './wizard-path.ts';
import type { Prepared } from './wizard-path.ts';

/** What the upgrade will do, in plain words, before anything is done. */
export function PlanPanel({ prepared }: { readonly prepared: Prepared }) {
  const { plan } = prepared;
  if (plan === null) return <p>Working out what is to be done…</p>;
  const { from, to, steps, problems, bringsBack, neededBytes, freeBytes } = plan;
  return (
    <>
      {problems.length > 0 ? <Problems problems={problems} /> : null}
      <p>
        From schema {schemaNumber(from)} to {schemaNumber(to)}, all of it or nothing. Every entry stays as it
        is.
      </p>
      <PlannedSteps steps={steps} label="What each step brings" />
      {byTable(bringsBack).length > 0 ? (
        <section className={styles.part} aria-labelledby="plan-brings-back">
          <h3 id="plan-brings-back">What an earlier rollback kept comes back</h3>
          <KeptList kept={bringsBack} label="What comes back" />
        </section>
      ) : null}
      <section className={styles.part} aria-labelledby="plan-needs">
        <h3 id="plan-needs">What it takes</h3>
        <SpaceBar neededBytes={neededBytes} freeBytes={freeBytes} />
        <Forecast prepared={prepared} />
      </section>
    </>
  );
}

function Problems({ problems }: { readonly problems: readonly string[] }) {
  return (
    <div className={styles.problems} role="alert">
      <h3>It cannot be upgraded as it is</h3>
      <ul>
        {problems.map((problem) => (
          <li key={problem}>{problem}</li>
        ))}
      </ul>
    </div>
  );
}

/** How long nothing can be written, as the rehearsal measured it, beside what the profile allows. */
export function Forecast({ prepared }: { readonly prepared: Prepared }) {
  const forecast = prepared.plan?.forecastMs ?? null;
  const most = prepared.options?.maxDowntime ?? null;
  const limit = most === null ? '' : ` Up to ${formatDuration(most)} are allowed.`;
  if (forecast === null) {
    return (
      <p>
        Searching and reading go on meanwhile. The rehearsal will tell how long nothing can be written.{limit}
      </p>
    );
  }
  const tooLong = takesTooLong(prepared);
  return (
    <p className={styles.verdict}>
      <StateMark state={tooLong ? 'bad' : 'good'} word={tooLong ? 'Too long' : 'Short enough'} />
      <span>
        Nothing can be written for about {formatDuration(forecast)}; searching and reading go on.{limit}
      </span>
    </p>
  );
}
