import { useEffect, useRef } from 'react';
import type { KeyboardEvent } from 'react';
import type { EntryId } from '../../preload/api.ts';
import { ask } from '../bridge.ts';
import { Button } from '../parts/button.tsx';
import { FailureNotice } from '../parts/failure-notice.tsx';
import { Icon } from '../parts/icon.tsx';
import { focusPart, partIds } from '../shell/focus-parts.ts';
import { isKeystroke, isTyping } from '../shell/keystroke.ts';
import { useLocation, useNavigation } from '../shell/navigation-store.ts';
import { isReadOnly } from '../shell/status-store.ts';
import styles from './detail-pane.module.css';
import { editEntry } from './entry-actions.ts';
import { useEntry } from './entry-store.ts';
import { EntryView } from './entry-view.tsx';
import { FindBar } from './find-bar.tsx';
import { useFindInEntry } from './find-store.ts';
import { NoEntry } from './no-entry.tsx';

/** Resting on an entry this long, in milliseconds, counts as reading it. */
const reading = 1_000;

/** The entry under the list's cursor. */
export function DetailPane() {
  const { entryId, kept } = useLocation();
  const { entry, failure, load } = useEntry();
  const findShown = useFindInEntry((state) => state.shown);
  const noted = useRef<EntryId | null>(null);
  const setReading = useNavigation((state) => state.setReading);

  useEffect(() => void load(entryId), [entryId, load]);
  useEffect(() => {
    if (entryId === null || noted.current === entryId) return;
    const note = () => {
      noted.current = entryId;
      useNavigation.getState().keep();
      void ask('entries:opened', { id: entryId });
    };
    const timer = setTimeout(note, kept ? 0 : reading);
    return () => clearTimeout(timer);
  }, [entryId, kept]);

  const leave = () => {
    setReading(false);
    focusPart('box');
  };
  const handleKey = (event: KeyboardEvent) => {
    if (isTyping(event.target)) return;
    if (isKeystroke(event, 'Escape')) leave();
    else if (isKeystroke(event, 'E') && entry && !isReadOnly()) void editEntry(entry);
    else return;
    event.preventDefault();
  };
  return (
    <div className={styles.pane} onKeyDown={handleKey}>
      <div className={styles.back}>
        <Button look="quiet" onPress={leave}>
          <Icon name="back" /> Back to the list
        </Button>
      </div>
      {findShown && entry ? <FindBar /> : null}
      <div id={partIds.detail} tabIndex={-1} className={styles.scroll}>
        {failure ? <FailureNotice failure={failure} onRetry={() => void load(entryId)} /> : null}
        {entry ? <EntryView key={entry.id} entry={entry} /> : failure ? null : <NoEntry />}
      </div>
    </div>
  );
}
