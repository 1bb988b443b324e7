import { useEffect, useState } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import type { Entry, Revision } from '../../preload/api.ts';
import { Button } from '../parts/button.tsx';
import { classNames } from '../parts/class-names.ts';
import { DialogActions } from '../parts/dialog-actions.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { FailureNotice } from '../parts/failure-notice.tsx';
import { RelativeTime } from '../parts/relative-time.tsx';
import { useReadOnly } from '../shell/status-store.ts';
import { useEntry } from './entry-store.ts';
import styles from './history-dialog.module.css';
import { useHistory } from './history-store.ts';
import { RevisionDiff } from './revision-diff.tsx';

/** The earlier revisions of the entry that is shown, what changed since each, and the way back. */
export default function HistoryDialog({ onClose }: { readonly onClose: () => void }) {
  const entry = useEntry((state) => state.entry);
  const { revisions, failure, load } = useHistory();
  const id = entry?.id;
  useEffect(() => {
    if (id !== undefined) void load(id);
  }, [id, load]);
  if (!entry) return null;
  return (
    <Dialog title="History" width="wide" onClose={onClose}>
      <p className={styles.about}>{entry.title}</p>
      {failure ? <FailureNotice failure={failure} onRetry={() => void load(entry.id)} /> : null}
      {revisions?.length === 0 ? <p>This entry was not changed since it was written.</p> : null}
      {revisions && revisions.length > 0 ? (
        <Revisions entry={entry} revisions={revisions} onClose={onClose} />
      ) : null}
    </Dialog>
  );
}

interface RevisionsProps {
  readonly entry: Entry;
  readonly revisions: readonly Revision[];
  readonly onClose: () => void;
}

function Revisions({ entry, revisions, onClose }: RevisionsProps) {
  const [selected, setSelected] = useState(revisions[0]?.revision);
  const bringBack = useHistory((state) => state.bringBack);
  const readOnly = useReadOnly();
  const revision = revisions.find((candidate) => candidate.revision === selected);
  return (
    <>
      <div className={styles.columns}>
        <ListBox
          aria-label="Revisions"
          className={classNames(styles.revisions)}
          selectionMode="single"
          selectionBehavior="replace"
          disallowEmptySelection
          autoFocus
          selectedKeys={selected === undefined ? [] : [selected]}
          onSelectionChange={(keys) => {
            const [key] = keys === 'all' ? [] : keys;
            if (typeof key === 'number') setSelected(key);
          }}
        >
          {revisions.map((earlier) => (
            <ListBoxItem
              key={earlier.revision}
              id={earlier.revision}
              textValue={`Revision ${earlier.revision}`}
              className={classNames(styles.revision)}
            >
              <span>Revision {earlier.revision}</span>
              <span className={styles.when}>
                until <RelativeTime iso={earlier.replacedAt} />, changed by {earlier.replacedBy}
              </span>
            </ListBoxItem>
          ))}
        </ListBox>
        {revision ? <Changes entry={entry} revisions={revisions} revision={revision} /> : null}
      </div>
      {revision ? (
        <DialogActions>
          <Button onPress={onClose}>Close</Button>
          <Button
            look="primary"
            isDisabled={readOnly}
            onPress={() => void bringBack(entry, revision).then((done) => (done ? onClose() : undefined))}
          >
            Bring this version back
          </Button>
        </DialogActions>
      ) : null}
    </>
  );
}

interface ChangesProps extends Pick<RevisionsProps, 'entry' | 'revisions'> {
  readonly revision: Revision;
}

/** What changed since a revision, or in the edit that replaced it. */
function Changes({ entry, revisions, revision }: ChangesProps) {
  const [untilNow, setUntilNow] = useState(true);
  const next = revisions.find((candidate) => candidate.revision === revision.revision + 1);
  const after = untilNow || !next ? entry : next.entry;
  return (
    <div className={styles.diff}>
      <div className={styles.compare} role="group" aria-label={`Compare revision ${revision.revision} with`}>
        <span>What changed from revision {revision.revision} to</span>
        <Button look="quiet" aria-pressed={untilNow || !next} onPress={() => setUntilNow(true)}>
          the present one, {entry.revision}
        </Button>
        {next ? (
          <Button look="quiet" aria-pressed={!untilNow} onPress={() => setUntilNow(false)}>
            the next one, {next.revision}
          </Button>
        ) : null}
      </div>
      <RevisionDiff before={revision.entry} after={after} />
    </div>
  );
}
