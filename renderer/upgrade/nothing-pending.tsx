import { Button } from '../parts/button.tsx';
import screen from '../parts/screen.module.css';
import { schemaNumber } from '../shell/places.ts';
import { useNavigation } from '../shell/navigation-store.ts';
import { useStatus } from '../shell/status-store.ts';
import styles from './nothing-pending.module.css';

/** The wizard of a knowledge base that has nothing to be upgraded to. */
export function NothingPending() {
  const status = useStatus((state) => state.status);
  const goTo = useNavigation((state) => state.goTo);
  return (
    <main className={screen.screen}>
      <h1>There is nothing to upgrade</h1>
      <p>
        Your knowledge base stands at schema {status ? schemaNumber(status.version) : ''}, the newest that
        this version of Abendbook knows.
      </p>
      <div className={styles.actions}>
        <Button look="primary" autoFocus onPress={() => goTo('search')}>
          Go to the search
        </Button>
        <Button onPress={() => goTo('database')}>Show the database</Button>
      </div>
    </main>
  );
}
