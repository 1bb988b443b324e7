import { useEffect, useState } from 'react';
import type { Work } from '../../preload/api.ts';
import { ask } from '../bridge.ts';
import { useDatabaseTab } from '../database/database-tab-store.ts';
import { Button } from '../parts/button.tsx';
import { useLocation } from './navigation-store.ts';
import { useWork } from './work-store.ts';
import styles from './work-strip.module.css';
import { workProgress } from './work-words.ts';

/** Long work under way, and what came of it until that is read. */
export function WorkStrip() {
  const { works, dismissToldAt } = useWork();
  const place = useToldPlace();
  const told = works.some((work) => work.state !== 'running' && work.toldAt === place);
  useEffect(() => {
    if (told) dismissToldAt(place);
  }, [told, place, dismissToldAt]);
  if (works.length === 0) return null;
  return (
    <section className={styles.strip} aria-label="Work under way">
      {works.map((work) =>
        work.state === 'running' ? (
          <Running key={work.id} work={work} />
        ) : (
          <Finished key={work.id} work={work} />
        ),
      )}
    </section>
  );
}

/** The place whose results are being read: of the Database screen, the part that exports. */
function useToldPlace(): string {
  const { place } = useLocation();
  const tab = useDatabaseTab((state) => state.tab);
  return place === 'database' && tab === 'transfer' ? 'export' : place;
}

function Running({ work }: { readonly work: Work }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  const counted = work.total > 0;
  return (
    <div className={styles.work}>
      <span>{work.title}</span>
      <progress
        className={styles.progress}
        aria-label={work.title}
        {...(counted ? { value: work.done, max: work.total } : {})}
      />
      <span className={styles.count}>{workProgress(work, now)}</span>
      {work.cancelWords === null ? null : (
        <Button look="quiet" onPress={() => void ask('work:cancel', { id: work.id })}>
          {work.cancelWords}
        </Button>
      )}
    </div>
  );
}

function Finished({ work }: { readonly work: Work }) {
  const dismiss = useWork((state) => state.dismiss);
  return (
    <div className={styles.work} role={work.state === 'failed' ? 'alert' : 'status'}>
      <span className={work.state === 'failed' ? styles.failed : undefined}>{work.result ?? work.title}</span>
      <Button look="quiet" onPress={() => dismiss(work.id)}>
        Dismiss
      </Button>
    </div>
  );
}
