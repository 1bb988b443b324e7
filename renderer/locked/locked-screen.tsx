import { Icon } from '../parts/icon.tsx';
import { schemaNumber } from '../shell/places.ts';
import type { Place } from '../shell/places.ts';
import { useStatus } from '../shell/status-store.ts';
import styles from './locked-screen.module.css';

/** A place that the database's schema version does not have yet: what it will bring, and what unlocks it. */
export function LockedScreen({ place: { name, since } }: { readonly place: Place }) {
  const status = useStatus((state) => state.status);
  if (!since) return null;
  const latest = status ? schemaNumber(status.latest) : null;
  return (
    <main className={styles.screen}>
      <h1 className={styles.title}>
        <Icon name="lock" /> {name}
      </h1>
      <p>
        {name} will hold {since.brings}.
      </p>
      <p>
        It comes with schema {since.schema}.{' '}
        {status ? `Your knowledge base stands at schema ${schemaNumber(status.version)}.` : ''}
      </p>
      <p className={styles.way}>
        {latest !== null && latest >= since.schema
          ? 'Upgrade the knowledge base to unlock it. Every entry is kept.'
          : 'This version of Abendbook does not know that schema yet: it comes with a later one. Nothing you write now will be lost by it.'}
      </p>
    </main>
  );
}
