import { create } from 'zustand';
import type { Failure, Health } from '../../preload/api.ts';
import { ask } from '../bridge.ts';

interface HealthState {
  readonly health: Health | null;
  /** When it was looked at, in ISO 8601; null where it was not. */
  readonly checkedAt: string | null;
  readonly failure: Failure | null;
  readonly checking: boolean;
  readonly check: () => Promise<void>;
  /** Makes the search index anew, and looks again. */
  readonly rebuildIndex: () => Promise<void>;
}

/** What the last look through the whole knowledge base found. */
export const useHealth = create<HealthState>()((set, get) => ({
  health: null,
  checkedAt: null,
  failure: null,
  checking: false,
  check: async () => {
    if (get().checking) return;
    set({ checking: true });
    const outcome = await ask('database:health');
    set(
      outcome.ok
        ? { health: outcome.value, checkedAt: new Date().toISOString(), failure: null }
        : { health: null, checkedAt: null, failure: outcome.failure },
    );
    set({ checking: false });
  },
  rebuildIndex: async () => {
    // A failure is told by the work strip.
    if ((await ask('database:rebuild-index')).ok) await get().check();
  },
}));
