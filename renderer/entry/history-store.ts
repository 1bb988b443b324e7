import { create } from 'zustand';
import type { Entry, Failure, Revision } from '../../preload/api.ts';
import { ask } from '../bridge.ts';
import { asRestoringPatch } from '../editor/draft.ts';
import { showNotice } from '../shell/notices-store.ts';
import { useEntry } from './entry-store.ts';

interface HistoryState {
  readonly revisions: readonly Revision[] | null;
  readonly failure: Failure | null;
  readonly load: (id: string) => Promise<void>;
  /** Makes an earlier state the newest revision; whether that worked. */
  readonly bringBack: (entry: Entry, revision: Revision) => Promise<boolean>;
}

export const useHistory = create<HistoryState>()((set) => ({
  revisions: null,
  failure: null,
  load: async (id) => {
    set({ revisions: null, failure: null });
    const outcome = await ask('entries:history', { id });
    if (outcome.ok) set({ revisions: outcome.value });
    else set({ failure: outcome.failure });
  },
  bringBack: async (entry, revision) => {
    const patch = asRestoringPatch(entry, revision.entry);
    const outcome = await ask('entries:update', { id: entry.id, patch, expectedRevision: entry.revision });
    if (!outcome.ok) {
      set({ failure: outcome.failure });
      return false;
    }
    useEntry.getState().take(outcome.value);
    showNotice({ text: `Revision ${revision.revision} is back, as revision ${outcome.value.revision}.` });
    return true;
  },
}));
