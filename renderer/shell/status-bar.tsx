import { Button } from 'react-aria-components/Button';
import type { Backup } from '../../preload/api.ts';
import { useBackups } from '../database/backups-store.ts';
import { countOf, relativeTime } from '../parts/format.ts';
import { useNow } from '../parts/use-now.ts';
import { showDatabaseTab } from '../database/database-tab-store.ts';
import type { DatabaseTab } from '../database/database-tab-store.ts';
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
  const to = (tab: DatabaseTab) => () => showDatabaseTab(tab);
  const parts: readonly (readonly [words: string, go: () => void])[] = status
    ? [
        [countOf(status.entries, 'entry', 'entries'), to('overview')],
        [`schema ${schemaNumber(status.version)}`, to('schema')],
        ...(status.pending.length > 0 && !status.readOnly
          ? ([['upgrade available', () => goTo('upgrade')]] as const)
          : []),
        ...(status.engine === 'sqlite' && backups
          ? ([[backedUp(backups, now), to('backups')]] as const)
          : []),
        [engineNames[status.engine], to('overview')],
      ]
    : [];
  return (
    <div className={styles.bar} role="group" aria-label="Status">
      {parts.map(([words, go]) => (
        <Button key={words} className={styles.part ?? ''} onPress={go}>
          {words}
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
