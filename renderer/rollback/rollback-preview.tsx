import type { DatabaseStatus, RollbackPlan } from '../../preload/api.ts';
import { useState } from 'react';
import { Button } from '../parts/button.tsx';
import { isLocked, places, schemaNumber } from '../shell/places.ts';
import { KeptList } from '../upgrade/kept-list.tsx';
import { PlannedSteps } from '../upgrade/planned-steps.tsx';
import { Disclosure } from '../parts/disclosure.tsx';
import { byTable } from '../upgrade/table-words.ts';
import { RollbackDialog } from './rollback-dialog.tsx';
import styles from './rollback.module.css';

interface RollbackPreviewProps {
  readonly status: DatabaseStatus;
  readonly to: string;
  readonly plan: RollbackPlan | null;
}

/** What a rollback would keep and lock, in numbers, and the question. */
export function RollbackPreview({ status, to, plan }: RollbackPreviewProps) {
  const [asking, setAsking] = useState(false);
  if (plan === null) return <p>Counting what would be kept…</p>;
  const { keeps, problems, steps } = plan;
  const after = status.applied.filter(({ version }) => version <= to);
  const locked = places.filter((place) => isLocked(place, after) && !isLocked(place, status.applied));
  return (
    <>
      {problems.length > 0 ? (
        <div className={styles.problems} role="alert">
          <h2>It cannot be rolled back as it is</h2>
          <ul>
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </div>
      ) : null}
      <section className={styles.part} aria-labelledby="rollback-keeps">
        <h2 id="rollback-keeps">Kept, and back with the next upgrade</h2>
        {byTable(keeps).length === 0 ? (
          <p>Nothing needs to be kept: the newer schema holds nothing yet that the older one cannot.</p>
        ) : (
          <KeptList kept={keeps} label="What is kept" />
        )}
        {locked.length === 0 ? null : <p>Locked until then: {locked.map(({ name }) => name).join(', ')}.</p>}
        <Disclosure summary="Steps that are undone, with their SQL">
          <PlannedSteps steps={steps} label="Steps that are undone" />
        </Disclosure>
      </section>
      <p>A verified backup is made first. Upgrading again undoes the rollback.</p>
      <div className={styles.actions}>
        <Button isDisabled={problems.length > 0} onPress={() => setAsking(true)}>
          {`Roll back to schema ${schemaNumber(to)}…`}
        </Button>
      </div>
      {asking ? (
        <RollbackDialog
          from={status.version}
          to={to}
          keeps={keeps}
          locked={locked}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  );
}
