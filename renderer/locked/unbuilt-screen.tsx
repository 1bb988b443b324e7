import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { useNavigation } from '../shell/navigation-store.ts';
import type { Place } from '../shell/places.ts';
import styles from './locked-screen.module.css';

/** A place that the database has room for, and that this version of the program does not show yet. */
export function UnbuiltScreen({ place: { name, icon, since } }: { readonly place: Place }) {
  const goTo = useNavigation((state) => state.goTo);
  if (!since) return null;
  return (
    <main className={styles.screen}>
      <h1 className={styles.title}>
        <Icon name={icon} /> {name}
      </h1>
      <p>Your knowledge base is ready for {since.brings}.</p>
      <p className={styles.way}>
        This version of Abendbook does not show them yet; a later one will. There is nothing for you to do.
      </p>
      <div>
        <Button onPress={() => goTo('search')}>Go to the search</Button>
      </div>
    </main>
  );
}
