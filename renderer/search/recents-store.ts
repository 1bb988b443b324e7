import { create } from 'zustand';
import type { EntrySummary } from '../../preload/api.ts';
import { ask } from '../bridge.ts';

interface RecentsState {
  readonly recents: readonly EntrySummary[];
  readonly refresh: () => Promise<void>;
}

/** What the list shows while the box is empty. */
export const useRecents = create<RecentsState>()((set) => ({
  recents: [],
  refresh: async () => {
    const outcome = await ask('entries:recents');
    if (outcome.ok) set({ recents: outcome.value });
  },
}));
