import type { Entry } from '../../preload/api.ts';
import { Button } from '../parts/button.tsx';
import { entryLabel } from '../parts/format.ts';
import { RelativeTime } from '../parts/relative-time.tsx';
import { SeverityMark } from '../parts/severity-mark.tsx';
import { addTagFilter } from '../search/add-tag-filter.ts';
import { useDialog } from '../shell/dialog-store.ts';
import { useReadOnly } from '../shell/status-store.ts';
import { copyEntry, editEntry, setArchived } from './entry-actions.ts';
import { entrySource } from './plain-text.ts';
import styles from './entry-view.module.css';
import { EntryText } from './entry-text.tsx';

/** One entry, to be read. */
export function EntryView({ entry }: { readonly entry: Entry }) {
  const source = entrySource(entry);
  const readOnly = useReadOnly();
  return (
    <article className={styles.entry} aria-labelledby="entry-title">
      <header>
        <div className={styles.heading}>
          <h2 id="entry-title">{entry.title}</h2>
          <EntryButtons entry={entry} />
        </div>
        <p className={styles.label}>
          <span>{entry.category}</span>
          <SeverityMark severity={entry.severity} showWord />
          <span>{entryLabel(entry.number)}</span>
          <span>revision {entry.revision}</span>
          {entry.author ? <span>{entry.author}</span> : null}
          <span>
            updated <RelativeTime iso={entry.updatedAt} />
          </span>
        </p>
      </header>
      {entry.archived ? (
        <div className={styles.archived}>
          <span>This entry is archived: searches leave it out unless you include archived ones.</span>
          <Button isDisabled={readOnly} onPress={() => void setArchived(entry, false)}>
            Unarchive
          </Button>
        </div>
      ) : null}
      <section aria-labelledby="entry-problem">
        <h3 id="entry-problem">Problem</h3>
        <EntryText text={entry.problem} />
      </section>
      <section aria-labelledby="entry-solution">
        <h3 id="entry-solution">Solution</h3>
        <EntryText text={entry.solution} />
      </section>
      {entry.tags.length > 0 ? (
        <ul className={styles.tags} aria-label="Tags">
          {entry.tags.map((tag) => (
            <li key={tag}>
              <Button aria-label={`Search for the tag ${tag}`} onPress={() => addTagFilter(tag)}>
                {tag}
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
      {source ? <p className={styles.source}>Source: {source}</p> : null}
    </article>
  );
}

function EntryButtons({ entry }: { readonly entry: Entry }) {
  const readOnly = useReadOnly();
  return (
    <div className={styles.buttons}>
      <Button isDisabled={readOnly} onPress={() => void editEntry(entry)}>
        Edit
      </Button>
      <Button look="quiet" onPress={() => void copyEntry(entry)}>
        Copy
      </Button>
      <Button look="quiet" onPress={() => useDialog.getState().show('history')}>
        History
      </Button>
      {entry.archived ? null : (
        <Button look="quiet" isDisabled={readOnly} onPress={() => void setArchived(entry, true)}>
          Archive
        </Button>
      )}
    </div>
  );
}
