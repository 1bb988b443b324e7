import type { Health } from '../../preload/api.ts';
import { Button } from '../parts/button.tsx';
import { FailureNotice } from '../parts/failure-notice.tsx';
import styles from './database-screen.module.css';
import { useHealth } from './health-store.ts';

/** Looks the whole knowledge base through when asked to. */
export function HealthSection() {
  const { health, failure, checking, check } = useHealth();
  return (
    <section className={styles.section} aria-labelledby="database-health">
      <h2 id="database-health">Health</h2>
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

function Findings({ health: { overall, issues, advice } }: { readonly health: Health }) {
  return (
    <div role="status">
      <p>
        {overall
          ? '✓ Your knowledge base is sound: its structure, its references and its search index.'
          : '✗ Something is wrong. Restore a backup, and keep the damaged file.'}
      </p>
      <ul>
        {[...issues, ...advice].map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </div>
  );
}
