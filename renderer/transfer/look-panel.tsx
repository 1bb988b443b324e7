import { Button } from '../parts/button.tsx';
import { FailureNotice } from '../parts/failure-notice.tsx';
import { useImport } from './import-store.ts';
import screen from './import-screen.module.css';
import { MappingPanel } from './mapping-panel.tsx';
import { NativeFacts } from './native-facts.tsx';
import { SourceFacts } from './source-facts.tsx';
import styles from './look-panel.module.css';

/** The file as it was found: what it is and, where its columns are not those of entries, what becomes of each. */
export function LookPanel() {
  const { preview, failure, mapping, look, choose } = useImport();
  if (preview === null || mapping === null) {
    return (
      <div className={screen.body}>
        {failure === null ? (
          <p role="status">Looking at the file…</p>
        ) : (
          <>
            <FailureNotice failure={failure} onRetry={() => void look()} />
            <div>
              <Button onPress={() => void choose('file')}>Choose another file…</Button>
            </div>
          </>
        )}
      </div>
    );
  }
  // What is wrong with the mapping while one types stands at the foot, where nothing jumps.
  const trouble = failure?.kind === 'invalid-mapping' ? null : (failure ?? preview.failure);
  return (
    <div className={styles.look}>
      <div className={styles.top}>
        <SourceFacts preview={preview} />
        {trouble === null ? null : <FailureNotice failure={trouble} onRetry={() => void look()} />}
      </div>
      {preview.native === null ? (
        <MappingPanel preview={preview} mapping={mapping} />
      ) : (
        <NativeFacts preview={preview} native={preview.native} />
      )}
    </div>
  );
}
