import { useEffect, useState } from 'react';
import { useWork } from '../shell/work-store.ts';
import { workProgress } from '../shell/work-words.ts';
import styles from './running-panel.module.css';

const titles = {
  checking: 'Checking the whole file',
  importing: 'Importing',
} as const;

/** How far a check or an import is; the strip below tells the same at any other place. */
export function RunningPanel({ busy }: { readonly busy: keyof typeof titles }) {
  const work = useWork((state) =>
    state.works.find((candidate) => candidate.state === 'running' && candidate.toldAt === 'import'),
  );
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  const counted = work !== undefined && work.total > 0;
  return (
    <section className={styles.running} aria-label={titles[busy]}>
      <h2>{titles[busy]}</h2>
      <progress
        className={styles.progress}
        aria-label={titles[busy]}
        {...(counted ? { value: work.done, max: work.total } : {})}
      />
      <p className={styles.words}>{work === undefined ? 'starting' : workProgress(work, now)}</p>
      <p>
        {busy === 'checking'
          ? 'Nothing is changed by this.'
          : 'It goes in whole or not at all: until the end your knowledge base is as it was.'}{' '}
        You can go elsewhere meanwhile.
      </p>
    </section>
  );
}
