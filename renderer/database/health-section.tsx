import type { Health } from '../../preload/api.ts';
import { Button } from '../parts/button.tsx';
import { FailureNotice } from '../parts/failure-notice.tsx';
import { StateMark } from '../parts/state-mark.tsx';
import { useReadOnly } from '../shell/status-store.ts';
import { showDatabaseTab } from './database-tab-store.ts';
import styles from './database-screen.module.css';
import { isOnlyTheIndex } from './health-words.ts';
import { useHealth } from './health-store.ts';

/** Looks the whole knowledge base through when asked to. */
export function HealthSection() {
  const { health, failure, checking, check } = useHealth();
  return (
    <section className={styles.section} aria-labelledby="database-health">
      <h2 id="database-health">Health</h2>
      <p>Every page, index and reference of the file is read. You can go on working meanwhile.</p>
      <div className={styles.actions}>
        <Button isDisabled={checking} onPress={() => void check()}>
          {checking ? 'Checking…' : 'Check health'}
        </Button>
      </div>
      {failure ? <FailureNotice failure={failure} onRetry={() => void check()} /> : null}
      {health ? <Findings health={health} /> : null}
    </section>
  );
}

function Findings({ health }: { readonly health: Health }) {
  const rebuildIndex = useHealth((state) => state.rebuildIndex);
  const readOnly = useReadOnly();
  const { overall, issues, advice } = health;
  const onlyIndex = isOnlyTheIndex(health);
  return (
    <>
      <div role="status" className={styles.section}>
        <p className={styles.marked}>
          <StateMark state={overall ? 'good' : 'bad'} word={overall ? 'Sound:' : 'Not sound:'} />
          {overall
            ? 'Your knowledge base is sound: its structure, its references and its search index.'
            : onlyIndex
              ? 'The search index is damaged. No entry is: it can be made anew from them.'
              : 'Something is wrong. Restore a backup; the damaged file is kept.'}
        </p>
        <ul className={styles.findings}>
          {[...issues, ...advice].map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </div>
      {overall ? null : (
        <div className={styles.actions}>
          {onlyIndex ? (
            <Button look="primary" isDisabled={readOnly} onPress={() => void rebuildIndex()}>
              Make the search index anew
            </Button>
          ) : (
            <Button look="primary" onPress={() => showDatabaseTab('backups')}>
              Show the backups
            </Button>
          )}
        </div>
      )}
    </>
  );
}
