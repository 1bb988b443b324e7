import { create } from 'zustand';
import type { EntryId } from '../../preload/api.ts';
import { currentLocation, replaceCurrent, step, visit } from './navigation-history.ts';
import type { NavigationHistory } from './navigation-history.ts';
import type { PlaceId } from './places.ts';

/** What the window shows: a place of the rail with, in the search, the entry beside the list; or the editor, the upgrade wizard, the rollback, an import. */
export interface WindowLocation {
  readonly place: PlaceId | 'editor' | 'upgrade' | 'roll-back' | 'import';
  readonly entryId: EntryId | null;
  /** The user stopped here, so that moving on keeps it as a step to come back to. */
  readonly kept: boolean;
}

interface NavigationState {
  readonly history: NavigationHistory<WindowLocation>;
  /** Where list and detail share one column: the detail is in front. */
  readonly reading: boolean;
  readonly goTo: (place: WindowLocation['place']) => void;
  /** Shows an entry beside the list, as the cursor moves. */
  readonly select: (entryId: EntryId | null) => void;
  /** Shows an entry to be read, wherever one is. */
  readonly open: (entryId: EntryId) => void;
  readonly keep: () => void;
  readonly setReading: (reading: boolean) => void;
  readonly back: () => void;
  readonly forward: () => void;
}

const start: WindowLocation = { place: 'search', entryId: null, kept: false };

export const useNavigation = create<NavigationState>()((set, get) => ({
  history: { visited: [start], index: 0 },
  reading: false,
  goTo: (place) => {
    const { history } = get();
    if (locationIn(history).place === place) return;
    const entryId = place === 'search' ? lastEntry(history) : null;
    set({ history: visit(history, { place, entryId, kept: true }), reading: false });
  },
  select: (entryId) => {
    const { history } = get();
    const present = locationIn(history);
    if (present.place !== 'search' || present.entryId === entryId) return;
    const next: WindowLocation = { place: 'search', entryId, kept: false };
    set({ history: present.kept ? visit(history, next) : replaceCurrent(history, next) });
  },
  open: (entryId) => {
    const { history } = get();
    const present = locationIn(history);
    const next: WindowLocation = { place: 'search', entryId, kept: true };
    const inPlace = present.place === 'search' && (present.entryId === entryId || !present.kept);
    set({ history: inPlace ? replaceCurrent(history, next) : visit(history, next), reading: true });
  },
  keep: () => {
    const { history } = get();
    const present = locationIn(history);
    if (!present.kept) set({ history: replaceCurrent(history, { ...present, kept: true }) });
  },
  setReading: (reading) => set({ reading }),
  back: () => set(({ history }) => ({ history: step(history, -1) })),
  forward: () => set(({ history }) => ({ history: step(history, 1) })),
}));

function locationIn(history: NavigationHistory<WindowLocation>): WindowLocation {
  return currentLocation(history, start);
}

function lastEntry(history: NavigationHistory<WindowLocation>): EntryId | null {
  const passed = history.visited.slice(0, history.index + 1);
  return passed.findLast((location) => location.place === 'search')?.entryId ?? null;
}

/** What the window shows now. */
export function useLocation(): WindowLocation {
  return useNavigation((state) => locationIn(state.history));
}

/** The same, outside of rendering. */
export function presentLocation(): WindowLocation {
  return locationIn(useNavigation.getState().history);
}
