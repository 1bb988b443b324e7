import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { useNavigation } from '../shell/navigation-store.ts';
import { schemaNumber } from '../shell/places.ts';
import type { Place } from '../shell/places.ts';
import { useStatus } from '../shell/status-store.ts';
import styles from './locked-screen.module.css';

/** A place that the database's schema does not have: what it will bring, and what unlocks it. */
export function LockedScreen({ place: { name, since } }: { readonly place: Place }) {
  const status = useStatus((state) => state.status);
  const goTo = useNavigation((state) => state.goTo);
  if (!since || !status) return null;
  const canUpgrade = status.pending.length > 0 && !status.readOnly;
  return (
    <main className={styles.screen}>
      <h1 className={styles.title}>
        <Icon name="lock" /> {name}
      </h1>
      <p>
        {name} will hold {since.brings}.
      </p>
      <p>
        It comes with schema {schemaNumber(since.step)}. Your knowledge base stands at schema{' '}
        {schemaNumber(status.version)}.
      </p>
      {canUpgrade ? (
        <>
          <div>
            <Button look="primary" autoFocus onPress={() => goTo('upgrade')}>
              Upgrade to unlock…
            </Button>
          </div>
          <p className={styles.way}>
            You see what will be done before anything is, and can roll back. Every entry is kept.
          </p>
        </>
      ) : (
        <p className={styles.way}>
          {status.readOnly
            ? 'It is opened read-only now, so it cannot be upgraded.'
            : 'This version of Abendbook cannot upgrade it any further.'}
        </p>
      )}
    </main>
  );
}
