import type { ReactNode } from 'react';
import { useDraft } from '../editor/draft-store.ts';
import { loadStarter } from '../first-run/load-starter.ts';
import { Button } from '../parts/button.tsx';
import { countOf } from '../parts/format.ts';
import { useReadOnly, useStatus } from '../shell/status-store.ts';
import styles from './nothing.module.css';
import { withoutFilters } from './query-text.ts';
import { useRecents } from './recents-store.ts';
import { searchArchivedToo, searchInstead } from './search-instead.ts';
import { useSearch } from './search-store.ts';

/** Why the list is empty, and the one thing to do about it. */
export function Nothing() {
  const { text, page, nothing } = useSearch();
  const entries = useStatus((state) => state.status?.entries);
  const recents = useRecents((state) => state.recents);
  const startNew = useDraft((state) => state.startNew);
  const readOnly = useReadOnly();
  if (entries === 0) {
    return (
      <Explained
        title="There are no entries yet"
        because="Write the first one, or begin with the entries that come with Abendbook."
      >
        <Button look="primary" onPress={() => void loadStarter()}>
          Load the starter knowledge base
        </Button>
      </Explained>
    );
  }
  if (!page && !recents) return null;
  if (!page)
    return (
      <Explained
        title="Nothing opened yet"
        because="Type a code, a message or a few words into the box above."
      />
    );
  if (nothing?.why === 'archived') {
    return (
      <Explained
        title="Only archived entries match"
        because={`${countOf(nothing.total, 'archived entry has', 'archived entries have')} what you look for.`}
      >
        <Button look="primary" onPress={searchArchivedToo}>
          Search archived too
        </Button>
      </Explained>
    );
  }
  if (nothing?.why === 'filters') {
    const hidden = `Without the filters there ${nothing.total === 1 ? 'is' : 'are'} ${countOf(nothing.total, 'result', 'results')}.`;
    return (
      <Explained
        title="The filters hide everything"
        because={nothing.total > 0 ? hidden : 'No entry fits these filters.'}
      >
        <Button look="primary" onPress={() => searchInstead(nothing.query)}>
          Clear filters
        </Button>
      </Explained>
    );
  }
  if (nothing?.why !== 'no-match') return null;
  return (
    <Explained title="Nothing matches" because="If you find the fix, write it down for the next time.">
      <Button look="primary" isDisabled={readOnly} onPress={() => startNew(withoutFilters(text))}>
        Write this entry
      </Button>
    </Explained>
  );
}

interface ExplainedProps {
  readonly title: string;
  readonly because: string;
  readonly children?: ReactNode;
}

function Explained({ title, because, children }: ExplainedProps) {
  return (
    <div className={styles.nothing}>
      <h2>{title}</h2>
      <p>{because}</p>
      {children}
    </div>
  );
}
