import { create } from 'zustand';
import type { Entry, EntryId, Failure } from '../../preload/api.ts';
import { ask } from '../bridge.ts';

interface EntryState {
  /** The entry of the detail pane; the one before stays until the next has come. */
  readonly entry: Entry | null;
  readonly failure: Failure | null;
  readonly load: (id: EntryId | null) => Promise<void>;
  /** Takes an entry that the main process has just answered with. */
  readonly take: (entry: Entry) => void;
}

let latest = 0;

export const useEntry = create<EntryState>()((set, get) => ({
  entry: null,
  failure: null,
  load: async (id) => {
    latest += 1;
    const mine = latest;
    if (id === null) {
      set({ entry: null, failure: null });
      return;
    }
    const outcome = await ask('entries:get', { id });
    if (mine !== latest) return;
    if (outcome.ok) set({ entry: outcome.value, failure: null });
    else set({ entry: null, failure: outcome.failure });
  },
  take: (entry) => {
    if (get().entry?.id === entry.id) set({ entry });
  },
}));
