import type { DatabaseStatus } from '../../preload/api.ts';
import { Button } from '../parts/button.tsx';
import { FailureNotice } from '../parts/failure-notice.tsx';
import { schemaNumber } from '../shell/places.ts';
import { useNavigation } from '../shell/navigation-store.ts';
import { KeptList } from '../upgrade/kept-list.tsx';
import { ConflictList } from './conflict-list.tsx';
import styles from './database-screen.module.css';
import { HistoryTable } from './history-table.tsx';
import { useSchemaHistory } from './schema-history-store.ts';
import { StepTable } from './step-table.tsx';

/** Which schema the knowledge base has, what was done to it, and what a rollback keeps. */
export function SchemaSection({ status }: { readonly status: DatabaseStatus }) {
  const { history, failure, refresh } = useSchemaHistory();
  const goTo = useNavigation((state) => state.goTo);
  const { pending, applied, readOnly } = status;
  return (
    <>
      {history && history.problems.length > 0 ? (
        <section className={styles.problems} role="alert" aria-labelledby="schema-problems">
          <h2 id="schema-problems">This is not as it should be</h2>
          <ul>
            {history.problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </section>
      ) : null}
      {history && history.conflicts.length > 0 ? <ConflictList conflicts={history.conflicts} /> : null}
      <section className={styles.section} aria-labelledby="schema-steps">
        <h2 id="schema-steps">Schema {schemaNumber(status.version)}</h2>
        <div className={styles.actions}>
          {pending.length > 0 ? (
            <Button look="primary" isDisabled={readOnly} onPress={() => goTo('upgrade')}>
              {`Upgrade to ${schemaNumber(pending.at(-1)?.version ?? '')}…`}
            </Button>
          ) : null}
          <Button isDisabled={readOnly || applied.length < 2} onPress={() => goTo('roll-back')}>
            Roll back…
          </Button>
        </div>
        <StepTable status={status} />
      </section>
      {failure ? <FailureNotice failure={failure} onRetry={() => void refresh()} /> : null}
      {history && history.kept.length > 0 ? (
        <section className={styles.section} aria-labelledby="schema-kept">
          <h2 id="schema-kept">Kept by a rollback</h2>
          <p>It is in the file, and comes back with the next upgrade.</p>
          <KeptList kept={history.kept} label="What is kept" />
        </section>
      ) : null}
      {history && history.events.length > 0 ? <HistoryTable events={history.events} /> : null}
    </>
  );
}
