import type { ReactNode } from 'react';
import type { DatabaseStatus, Health } from '../../preload/api.ts';
import { countOf, formatSize } from '../parts/format.ts';
import { RelativeTime } from '../parts/relative-time.tsx';
import { StateMark } from '../parts/state-mark.tsx';
import { useNow } from '../parts/use-now.ts';
import { schemaNumber } from '../shell/places.ts';
import { useBackups } from './backups-store.ts';
import { useHealth } from './health-store.ts';
import { safetyOf } from './safety.ts';
import { useSchemaHistory } from './schema-history-store.ts';
import styles from './summary.module.css';

const stateWords = { good: 'Safe:', warning: 'To be looked at:', bad: 'Not safe:' } as const;

/** At a glance: whether the knowledge base is safe, and the four figures that say so. */
export function Summary({ status }: { readonly status: DatabaseStatus }) {
  const list = useBackups((state) => state.list);
  const { health, checkedAt } = useHealth();
  const history = useSchemaHistory((state) => state.history);
  const now = useNow();
  const backups = status.engine === 'sqlite' ? (list?.backups ?? null) : null;
  const verified = backups?.find((backup) => backup.verified);
  const { state, words } = safetyOf({ status, backups, health, history }, now);
  return (
    <section className={styles.summary} aria-label="At a glance">
      <p className={styles.verdict}>
        <StateMark state={state} word={stateWords[state]} />
        {words}
      </p>
      <dl className={styles.figures}>
        <Figure name="Schema">
          {schemaNumber(status.version)},{' '}
          {status.pending.length === 0
            ? 'the newest'
            : `${countOf(status.pending.length, 'step', 'steps')} to come`}
        </Figure>
        <Figure name="Size">{formatSize(status.sizeBytes)}</Figure>
        {status.engine === 'sqlite' ? (
          <Figure name="Last verified backup">
            {verified ? <RelativeTime iso={verified.createdAt} /> : list === null ? '…' : 'none yet'}
          </Figure>
        ) : null}
        <Figure name="Health">
          {healthWords(health)}
          {checkedAt === null ? null : (
            <>
              , looked at <RelativeTime iso={checkedAt} />
            </>
          )}
        </Figure>
      </dl>
    </section>
  );
}

function Figure({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={styles.figure}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function healthWords(health: Health | null): string {
  if (health === null) return 'not looked at yet';
  return health.overall ? 'sound' : countOf(health.issues.length, 'problem', 'problems');
}
