import { create } from 'zustand';
import type { Failure, RollbackPlan } from '../../preload/api.ts';
import { ask } from '../bridge.ts';
import { useUpgrades } from '../upgrade/upgrade-store.ts';

interface RollbackState {
  /** The version that would be gone back to; null before one was chosen. */
  readonly to: string | null;
  /** What going there would do; null while that is worked out. */
  readonly plan: RollbackPlan | null;
  readonly failure: Failure | null;
  readonly choose: (to: string) => Promise<void>;
  readonly rollBack: () => Promise<void>;
  readonly reset: () => void;
}

/** Where a rollback would go, and what it would keep. */
export const useRollback = create<RollbackState>()((set, get) => ({
  to: null,
  plan: null,
  failure: null,
  choose: async (to) => {
    set({ to, plan: null, failure: null });
    const outcome = await ask('rollback:plan', { to });
    // Another version may have been chosen meanwhile.
    if (get().to !== to) return;
    set(outcome.ok ? { plan: outcome.value } : { failure: outcome.failure });
  },
  rollBack: async () => {
    const { to } = get();
    if (to === null) return;
    set({ failure: null });
    const outcome = await ask('rollback:run', { to });
    await useUpgrades.getState().refresh();
    if (!outcome.ok && outcome.failure.kind !== 'cancelled') set({ failure: outcome.failure });
  },
  reset: () => set({ to: null, plan: null, failure: null }),
}));
