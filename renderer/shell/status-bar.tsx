import { Button } from 'react-aria-components/Button';
import { countOf } from '../parts/format.ts';
import { useNavigation } from './navigation-store.ts';
import { schemaNumber } from './places.ts';
import styles from './status-bar.module.css';
import { useStatus } from './status-store.ts';

const engineNames = { sqlite: 'SQLite', postgresql: 'PostgreSQL' } as const;

/** What the database is and how much is in it; each part leads to the place that says more. */
export function StatusBar() {
  const { status, failure } = useStatus();
  const goTo = useNavigation((state) => state.goTo);
  const parts = status
    ? [
        countOf(status.entries, 'entry', 'entries'),
        `schema ${schemaNumber(status.version)}`,
        engineNames[status.engine],
      ]
    : [];
  return (
    <div className={styles.bar} role="group" aria-label="Status">
      {parts.map((part) => (
        <Button key={part} className={styles.part ?? ''} onPress={() => goTo('database')}>
          {part}
        </Button>
      ))}
      {status && failure ? <span className={styles.trouble}>{failure.message}</span> : null}
    </div>
  );
}
