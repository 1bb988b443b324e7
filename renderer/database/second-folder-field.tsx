import { ask } from '../bridge.ts';
import { Button } from '../parts/button.tsx';
import { showNotice } from '../shell/notices-store.ts';
import { useBackups } from './backups-store.ts';
import styles from './database-screen.module.css';

/** A second place for backups, best on another disk. */
export function SecondFolderField() {
  const list = useBackups((state) => state.list);
  const refresh = useBackups((state) => state.refresh);
  if (list === null) return null;
  const { secondFolder, backups } = list;
  const copied = backups.filter(({ copy }) => copy !== null).length;

  const choose = async () => {
    const outcome = await ask('backups:choose-second-folder');
    if (!outcome.ok)
      showNotice({ text: `${outcome.failure.message} ${outcome.failure.recovery}`, failed: true });
    await refresh();
  };
  const remove = async () => {
    const outcome = await ask('backups:no-second-folder');
    if (!outcome.ok)
      showNotice({ text: `${outcome.failure.message} ${outcome.failure.recovery}`, failed: true });
    else showNotice({ text: 'New backups are not copied any more. The copies stay where they are.' });
    await refresh();
  };
  return (
    <section className={styles.section} aria-labelledby="backups-second">
      <h3 id="backups-second">Second folder</h3>
      {secondFolder === null ? (
        <p>
          Backups beside the file are lost together with their disk. Choose a folder on another one, and each
          new backup is copied there as well.
        </p>
      ) : (
        <p className={styles.path}>
          New backups are copied to <code>{secondFolder}</code>, too.{' '}
          {copied === 0
            ? 'None has been copied yet: it begins with the next one.'
            : `${copied} of ${backups.length} are there.`}
        </p>
      )}
      <div className={styles.actions}>
        <Button onPress={() => void choose()}>
          {secondFolder === null ? 'Choose a second folder…' : 'Choose another…'}
        </Button>
        {secondFolder === null ? null : <Button onPress={() => void remove()}>Stop copying</Button>}
      </div>
    </section>
  );
}
