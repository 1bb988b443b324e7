import type { ImportPreview } from '../../preload/api.ts';
import { Button } from '../parts/button.tsx';
import { FailureNotice } from '../parts/failure-notice.tsx';
import screen from './import-screen.module.css';
import { useImport } from './import-store.ts';
import styles from './look-panel.module.css';
import { MappingPanel } from './mapping-panel.tsx';
import { NativeFacts } from './native-facts.tsx';
import { SourceFacts } from './source-facts.tsx';

/** The file as it was found: what it is and, where its columns are not those of entries, what becomes of each. */
export function LookPanel() {
  const { preview, failure, mapping, look } = useImport();
  // What is wrong with the mapping while one types stands at the foot, where nothing jumps.
  const unreadable = failure !== null && failure.kind !== 'invalid-mapping';
  if (preview === null || mapping === null || unreadable || isEmpty(preview))
    return <NothingToSee preview={preview} />;
  return (
    <div className={styles.look}>
      <div className={styles.top}>
        <SourceFacts preview={preview} />
        {preview.failure === null ? null : (
          <FailureNotice failure={preview.failure} onRetry={() => void look()} />
        )}
      </div>
      {preview.native === null ? (
        <MappingPanel preview={preview} mapping={mapping} />
      ) : (
        <NativeFacts preview={preview} native={preview.native} />
      )}
    </div>
  );
}

function isEmpty({ looked, native }: ImportPreview): boolean {
  return looked === 0 && Object.values(native?.counts ?? {}).every((rows) => rows === 0);
}

/** A file that cannot be read, is empty, or was not looked at yet. */
function NothingToSee({ preview }: { readonly preview: ImportPreview | null }) {
  const { failure, looking, look, choose } = useImport();
  const trouble = failure ?? preview?.failure ?? null;
  return (
    <div className={screen.body}>
      {preview === null ? null : <SourceFacts preview={preview} />}
      {trouble === null ? (
        <p role="status">
          {looking || preview === null ? 'Looking at the file…' : 'There are no records in this file.'}
        </p>
      ) : (
        <FailureNotice failure={trouble} onRetry={() => void look()} />
      )}
      {trouble === null && (looking || preview === null) ? null : (
        <div>
          <Button onPress={() => void choose('file')}>Choose another file…</Button>
        </div>
      )}
    </div>
  );
}
