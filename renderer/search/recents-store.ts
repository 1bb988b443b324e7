import { create } from 'zustand';
import type { EntrySummary } from '../../preload/api.ts';
import { ask } from '../bridge.ts';

interface RecentsState {
  /** Null until they have come. */
  readonly recents: readonly EntrySummary[] | null;
  readonly refresh: () => Promise<void>;
}

/** What the list shows while the box is empty. */
export const useRecents = create<RecentsState>()((set) => ({
  recents: null,
  refresh: async () => {
    const outcome = await ask('entries:recents');
    if (outcome.ok) set({ recents: outcome.value });
  },
}));
