import { create } from 'zustand';
import type { SalvageReport } from '../../preload/api.ts';
import { ask } from '../bridge.ts';
import { showNotice } from '../shell/notices-store.ts';

interface SalvageState {
  readonly salvaging: boolean;
  readonly report: SalvageReport | null;
  readonly salvage: () => Promise<void>;
}

/** What could be read of the damaged file. */
export const useSalvage = create<SalvageState>()((set, get) => ({
  salvaging: false,
  report: null,
  salvage: async () => {
    if (get().salvaging) return;
    set({ salvaging: true });
    const outcome = await ask('database:salvage');
    set({ salvaging: false });
    if (!outcome.ok)
      showNotice({ text: `${outcome.failure.message} ${outcome.failure.recovery}`, failed: true });
    else if (outcome.value !== null) set({ report: outcome.value });
  },
}));
