import { FailureNotice } from '../parts/failure-notice.tsx';
import { useNavigation } from '../shell/navigation-store.ts';
import { Nothing } from './nothing.tsx';
import { ResultLine } from './result-line.tsx';
import { ResultsList } from './results-list.tsx';
import styles from './results-pane.module.css';
import { SampleSearches } from './sample-searches.tsx';
import { useSearch } from './search-store.ts';
import type { ListCursor } from './use-list-cursor.ts';

/** What was found, or what was recently opened, or why there is nothing. */
export function ResultsPane({ cursor }: { readonly cursor: ListCursor }) {
  const { page, failure, refresh } = useSearch();
  const select = useNavigation((state) => state.open);
  if (failure) {
    return (
      <div className={styles.failure}>
        <FailureNotice failure={failure} onRetry={() => void refresh()} />
      </div>
    );
  }
  return (
    <>
      <ResultLine shown={cursor.rows.length} />
      {page ? null : <SampleSearches />}
      {cursor.rows.length > 0 ? (
        <ResultsList
          cursor={cursor}
          label={page ? 'Results' : 'Recently opened or changed'}
          onRead={select}
        />
      ) : (
        <Nothing />
      )}
    </>
  );
}
