import { lazy, Suspense } from 'react';
import { FirstRunScreen } from '../first-run/first-run-screen.tsx';
import { useFirstRun } from '../first-run/first-run-store.ts';
import { LockedScreen } from '../locked/locked-screen.tsx';
import { UnbuiltScreen } from '../locked/unbuilt-screen.tsx';
import { SearchScreen } from '../search/search-screen.tsx';
import type { WindowLocation } from './navigation-store.ts';
import { isLocked, places } from './places.ts';
import type { Place } from './places.ts';
import { useReadOnly, useStatus } from './status-store.ts';

const EditorScreen = lazy(() => import('../editor/editor-screen.tsx'));
const DatabaseScreen = lazy(() => import('../database/database-screen.tsx'));
const UpgradeScreen = lazy(() => import('../upgrade/upgrade-screen.tsx'));
const RollbackScreen = lazy(() => import('../rollback/rollback-screen.tsx'));
const ImportScreen = lazy(() => import('../transfer/import-screen.tsx'));
const SettingsScreen = lazy(() => import('../settings/settings-screen.tsx'));

/** What is shown at a place. Screens that are not needed at the start are fetched when they are. */
export function PlaceScreen({ place }: { readonly place: WindowLocation['place'] }) {
  if (place === 'search') return <SearchPlace />;
  return <Suspense fallback={null}>{otherScreen(place)}</Suspense>;
}

function otherScreen(place: Exclude<WindowLocation['place'], 'search'>) {
  switch (place) {
    case 'editor':
      return <EditorScreen />;
    case 'database':
      return <DatabaseScreen />;
    case 'upgrade':
      return <UpgradeScreen />;
    case 'roll-back':
      return <RollbackScreen />;
    case 'import':
      return <ImportScreen />;
    case 'settings':
      return <SettingsScreen />;
    default: {
      const found = places.find((candidate) => candidate.id === place);
      return found ? <LaterPlace place={found} /> : null;
    }
  }
}

/** A place that a later schema brings: locked, or unlocked and still without a screen of its own. */
function LaterPlace({ place }: { readonly place: Place }) {
  const applied = useStatus((state) => state.status?.applied);
  if (applied === undefined) return null;
  return isLocked(place, applied) ? <LockedScreen place={place} /> : <UnbuiltScreen place={place} />;
}

function SearchPlace() {
  const entries = useStatus((state) => state.status?.entries);
  const { declined, loading } = useFirstRun();
  const readOnly = useReadOnly();
  return (entries === 0 && !declined && !readOnly) || loading ? <FirstRunScreen /> : <SearchScreen />;
}
