import { Button } from 'react-aria-components/Button';
import type { Backup } from '../../preload/api.ts';
import { useBackups } from '../database/backups-store.ts';
import { countOf, relativeTime } from '../parts/format.ts';
import { useNow } from '../parts/use-now.ts';
import { useNavigation } from './navigation-store.ts';
import { schemaNumber } from './places.ts';
import styles from './status-bar.module.css';
import { useStatus } from './status-store.ts';

const engineNames = { sqlite: 'SQLite', postgresql: 'PostgreSQL' } as const;

/** What the database is and how much is in it; each part leads to the place that says more. */
export function StatusBar() {
  const { status, failure } = useStatus();
  const goTo = useNavigation((state) => state.goTo);
  const now = useNow();
  const backups = useBackups((state) => state.list?.backups);
  const parts = status
    ? [
        countOf(status.entries, 'entry', 'entries'),
        `schema ${schemaNumber(status.version)}`,
        ...(status.engine === 'sqlite' && backups ? [backedUp(backups, now)] : []),
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

function backedUp([newest]: readonly Backup[], now: number): string {
  if (newest === undefined) return 'not backed up yet';
  const when = relativeTime(newest.createdAt, Math.max(now, Date.parse(newest.createdAt)));
  return newest.verified ? `backed up ${when}, verified` : `backed up ${when}, changed since`;
}
