import { useEffect } from 'react';
import { DetailPane } from '../entry/detail-pane.tsx';
import { classNames } from '../parts/class-names.ts';
import { PaneBoundary } from '../parts/pane-boundary.tsx';
import { useSettings } from '../settings/settings-store.ts';
import { useLocation, useNavigation } from '../shell/navigation-store.ts';
import { FacetsPanel } from './facets-panel.tsx';
import { useFacets } from './facets-store.ts';
import { PaneDivider } from './pane-divider.tsx';
import { useRecents } from './recents-store.ts';
import { ResultsPane } from './results-pane.tsx';
import { SearchHeader } from './search-header.tsx';
import styles from './search-screen.module.css';
import { useListCursor } from './use-list-cursor.ts';

/** The box above, the list on the left and the entry under its cursor on the right. */
export function SearchScreen() {
  const cursor = useListCursor();
  const listShare = useSettings((state) => state.settings.listShare);
  const reading = useNavigation((state) => state.reading);
  const filtersShown = useFacets((state) => state.shown);
  const { entryId } = useLocation();
  useEffect(() => void useRecents.getState().refresh(), []);
  return (
    <main className={classNames(styles.screen, reading && styles.reading)}>
      <h1 className="visually-hidden">Search</h1>
      <SearchHeader cursor={cursor} />
      <div className={styles.body} style={{ '--list-share': listShare }}>
        {filtersShown ? (
          <PaneBoundary what="the filters">
            <FacetsPanel />
          </PaneBoundary>
        ) : null}
        <section className={styles.list} aria-label="Found entries">
          <PaneBoundary what="the results">
            <ResultsPane cursor={cursor} />
          </PaneBoundary>
        </section>
        <PaneDivider />
        <section className={styles.detail} aria-label="Entry">
          <PaneBoundary what="the entry" resetKey={entryId}>
            <DetailPane />
          </PaneBoundary>
        </section>
      </div>
    </main>
  );
}
