import { useEffect, useState } from 'react';
import type { DatabaseStatus, Failure, Stats } from '../../preload/api.ts';
import { ask } from '../bridge.ts';
import { Button } from '../parts/button.tsx';
import { FailureNotice } from '../parts/failure-notice.tsx';
import { Facts } from '../parts/facts.tsx';
import { formatNumber, formatSize } from '../parts/format.ts';
import { RelativeTime } from '../parts/relative-time.tsx';
import { copyText } from '../shell/copy.ts';
import { showNotice } from '../shell/notices-store.ts';
import styles from './database-screen.module.css';

const engineNames = { sqlite: 'SQLite', postgresql: 'PostgreSQL' } as const;

/** Where the knowledge base is and how much is in it. */
export function Overview({ status }: { readonly status: DatabaseStatus }) {
  const { stats, failure } = useStats(status);
  return (
    <>
      <Where status={status} />
      {failure ? <FailureNotice failure={failure} /> : null}
      {stats ? <Contents stats={stats} /> : null}
    </>
  );
}

function useStats(status: DatabaseStatus) {
  const [stats, setStats] = useState<Stats | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    void ask('database:stats').then((outcome) => {
      if (outcome.ok) setStats(outcome.value);
      setFailure(outcome.ok ? null : outcome.failure);
    });
  }, [status]);
  return { stats, failure };
}

function Where({ status }: { readonly status: DatabaseStatus }) {
  const showFolder = async () => {
    const outcome = await ask('app:show-database');
    if (!outcome.ok)
      showNotice({ text: `${outcome.failure.message} ${outcome.failure.recovery}`, failed: true });
  };
  return (
    <section className={styles.section} aria-label="Where it is">
      <Facts
        facts={[
          [status.engine === 'sqlite' ? 'File' : 'Server', <code key="db">{status.db}</code>],
          ['Engine', engineNames[status.engine]],
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
