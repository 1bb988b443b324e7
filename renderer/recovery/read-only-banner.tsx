import { showDatabaseTab } from '../database/database-tab-store.ts';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { schemaNumber } from '../shell/places.ts';
import { useStatus } from '../shell/status-store.ts';
import { openForWriting } from './open-read-only.ts';
import styles from './read-only-banner.module.css';

/** Says, as long as it is so, that nothing can be written. */
export function ReadOnlyBanner() {
  const status = useStatus((state) => state.status);
  if (!status?.readOnly) return null;
  const newer = status.version > status.latest;
  return (
    <div className={styles.banner} role="status">
      <Icon name="lock" />
      <p className={styles.words}>
        Opened read-only:{' '}
        {newer
          ? `a newer version of Abendbook has made it (schema ${schemaNumber(status.version)}). You can search, read and copy.`
          : 'you can search, read and copy; nothing can be changed.'}
      </p>
      <Button onPress={() => void openForWriting()}>Open for writing</Button>
      <Button onPress={() => showDatabaseTab('backups')}>Backups</Button>
    </div>
  );
}
