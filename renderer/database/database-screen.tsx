import { useEffect, useState } from 'react';
import type { DatabaseStatus, Failure, Stats } from '../../preload/api.ts';
import { ask } from '../bridge.ts';
import { Button } from '../parts/button.tsx';
import { FailureNotice } from '../parts/failure-notice.tsx';
import { Facts } from '../parts/facts.tsx';
import { formatNumber, formatSize } from '../parts/format.ts';
import { RelativeTime } from '../parts/relative-time.tsx';
import screen from '../parts/screen.module.css';
import { copyText } from '../shell/copy.ts';
import { showNotice } from '../shell/notices-store.ts';
import { schemaNumber } from '../shell/places.ts';
import { useStatus } from '../shell/status-store.ts';
import { BackupsSection } from './backups-section.tsx';
import styles from './database-screen.module.css';
import { HealthSection } from './health-section.tsx';

const engineNames = { sqlite: 'SQLite', postgresql: 'PostgreSQL' } as const;

/** Where the knowledge base is, what it is and how much is in it. */
export default function DatabaseScreen() {
  const { status, failure, refresh } = useStatus();
  const { stats, statsFailure } = useStats(status);
  useEffect(() => void refresh(), [refresh]);
  return (
    <main className={screen.screen}>
      <h1>Database</h1>
      {failure ? <FailureNotice failure={failure} onRetry={() => void refresh()} /> : null}
      {status ? <Where status={status} /> : null}
      {statsFailure ? <FailureNotice failure={statsFailure} onRetry={() => void refresh()} /> : null}
      {status?.engine === 'sqlite' ? <BackupsSection /> : null}
      {status ? <HealthSection /> : null}
      {stats ? <Contents stats={stats} /> : null}
      {status ? <Migrations status={status} /> : null}
    </main>
  );
}

function useStats(status: DatabaseStatus | null) {
  const [stats, setStats] = useState<Stats | null>(null);
  const [statsFailure, setStatsFailure] = useState<Failure | null>(null);
  useEffect(() => {
    void ask('database:stats').then((outcome) => {
      if (outcome.ok) setStats(outcome.value);
      setStatsFailure(outcome.ok ? null : outcome.failure);
    });
  }, [status]);
  return { stats, statsFailure };
}

function Where({ status }: { readonly status: DatabaseStatus }) {
  const showFolder = async () => {
    const outcome = await ask('app:show-database');
    if (!outcome.ok)
      showNotice({ text: `${outcome.failure.message} ${outcome.failure.recovery}`, failed: true });
  };
  return (
    <section className={styles.section}>
      <Facts
        facts={[
          [status.engine === 'sqlite' ? 'File' : 'Server', <code key="db">{status.db}</code>],
          ['Engine', engineNames[status.engine]],
          [
            'Schema',
            `${status.version}${status.version === status.latest ? ', the newest this program knows' : ''}`,
          ],
          ['Size', formatSize(status.sizeBytes)],
        ]}
      />
      <div className={styles.actions}>
        {status.engine === 'sqlite' ? (
          <Button onPress={() => void showFolder()}>Show in folder</Button>
        ) : null}
        <Button onPress={() => void copyText(status.db, 'the path')}>Copy path</Button>
      </div>
    </section>
  );
}

function Contents({ stats }: { readonly stats: Stats }) {
  return (
    <section className={styles.section} aria-labelledby="database-contents">
      <h2 id="database-contents">Contents</h2>
      <Facts
        facts={[
          ['Entries', formatNumber(stats.totalEntries)],
          ['Archived', formatNumber(stats.archivedEntries)],
          ['Earlier revisions', formatNumber(stats.revisions)],
          ['Categories', formatNumber(stats.categories.length)],
          ['Tags', formatNumber(stats.tags)],
          ['Words searched', formatNumber(stats.searchTerms)],
          [
            'Last change',
            stats.newestUpdate ? <RelativeTime key="change" iso={stats.newestUpdate} /> : 'none yet',
          ],
        ]}
      />
    </section>
  );
}

function Migrations({ status }: { readonly status: DatabaseStatus }) {
  return (
    <section className={styles.section} aria-labelledby="database-schema">
      <h2 id="database-schema">Schema history</h2>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Version</th>
            <th scope="col">Name</th>
            <th scope="col">Applied</th>
          </tr>
        </thead>
        <tbody>
          {status.applied.map((migration) => (
            <tr key={migration.version}>
              <td>{schemaNumber(migration.version)}</td>
              <td>{migration.name}</td>
              <td>
                <RelativeTime iso={migration.appliedAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
