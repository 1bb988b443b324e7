import { create } from 'zustand';
import type { EntryId } from '../../preload/api.ts';
import { useSearch } from './search-store.ts';
import { extended, toggled } from './selection.ts';
import type { Selection } from './selection.ts';

interface SelectionState extends Selection<EntryId> {
  readonly toggle: (id: EntryId) => void;
  /** Picks the rows from where the range began, or else from the cursor, to this one. */
  readonly extend: (rows: readonly EntryId[], cursor: EntryId, to: EntryId) => void;
  readonly pickAll: (rows: readonly EntryId[]) => void;
  /** The cursor moved by itself: the next range begins there. */
  readonly endRange: () => void;
  readonly clear: () => void;
}

const none: Selection<EntryId> = { ids: new Set(), anchor: null, base: new Set() };

/** Entries that were picked in the list to do something with all of them. The cursor moves apart from them. */
export const useSelection = create<SelectionState>()((set, get) => ({
  ...none,
  toggle: (id) => set(toggled(get(), id)),
  extend: (rows, cursor, to) => set(extended(get(), rows, cursor, to)),
  pickAll: (rows) => set({ ...none, ids: new Set([...get().ids, ...rows]) }),
  endRange: () => {
    if (get().anchor !== null) set({ anchor: null });
  },
  clear: () => {
    if (get().ids.size > 0 || get().anchor !== null) set(none);
  },
}));

// What was picked among the results of one search is not in sight in those of another.
useSearch.subscribe((state, before) => {
  if (state.text !== before.text) useSelection.getState().clear();
});
