import { Button } from '../parts/button.tsx';
import { useNavigation } from '../shell/navigation-store.ts';
import { useReadOnly } from '../shell/status-store.ts';
import { useImport } from './import-store.ts';
import styles from './transfer-section.module.css';

/** Where an import begins: drop something, or choose it. */
export function ImportStart() {
  const { source, choose } = useImport();
  const readOnly = useReadOnly();
  return (
    <section className={styles.section} aria-labelledby="transfer-import">
      <h2 id="transfer-import">Import</h2>
      <p>
        From another Abendbook or one of its backups, all of it or only some entries; from a wiki, a
        spreadsheet or an older tool: JSON, CSV, Markdown, also in EBCDIC. You see what becomes of it before
        anything is changed.
      </p>
      <div className={styles.zone}>
        <p className={styles.words}>
          {readOnly ? 'The knowledge base is opened read-only.' : 'Drop a file anywhere on the window, or'}
        </p>
        <div className={styles.actions}>
          <Button isDisabled={readOnly} onPress={() => void choose('file')}>
            Choose a file…
          </Button>
          <Button isDisabled={readOnly} onPress={() => void choose('folder')}>
            Choose a folder of Markdown…
          </Button>
        </div>
      </div>
      {source === null ? null : (
        <p className={styles.actions}>
          The import of {source.name} is not finished.
          <Button onPress={() => useNavigation.getState().goTo('import')}>Go on with it</Button>
        </p>
      )}
    </section>
  );
}
