import { lazy, Suspense } from 'react';
import { FirstRunScreen } from '../first-run/first-run-screen.tsx';
import { useFirstRun } from '../first-run/first-run-store.ts';
import { LockedScreen } from '../locked/locked-screen.tsx';
import { SearchScreen } from '../search/search-screen.tsx';
import type { WindowLocation } from './navigation-store.ts';
import { places } from './places.ts';
import { useStatus } from './status-store.ts';

const EditorScreen = lazy(() => import('../editor/editor-screen.tsx'));
const DatabaseScreen = lazy(() => import('../database/database-screen.tsx'));
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
    case 'settings':
      return <SettingsScreen />;
    default: {
      const locked = places.find((candidate) => candidate.id === place);
      return locked ? <LockedScreen place={locked} /> : null;
    }
  }
}

function SearchPlace() {
  const entries = useStatus((state) => state.status?.entries);
  const { declined, loading } = useFirstRun();
  return (entries === 0 && !declined) || loading ? <FirstRunScreen /> : <SearchScreen />;
}
