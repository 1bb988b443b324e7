import { create } from 'zustand';
import type { Mapping, SavedMapping } from '../../preload/api.ts';
import { ask } from '../bridge.ts';
import { showNotice } from '../shell/notices-store.ts';

interface MappingsState {
  /** Saved mappings that fit the file. */
  readonly fitting: readonly SavedMapping[];
  readonly findFitting: (columns: readonly string[]) => Promise<void>;
  readonly save: (mapping: Mapping) => Promise<void>;
  readonly remove: (name: string) => Promise<void>;
}

/** Mappings that were kept for next time. */
export const useMappings = create<MappingsState>()((set, get) => ({
  fitting: [],
  findFitting: async (columns) => {
    const outcome = await ask('mappings:list', { columns });
    set({ fitting: outcome.ok ? outcome.value : [] });
  },
  save: async (mapping) => {
    const outcome = await ask('mappings:save', { mapping });
    if (!outcome.ok) {
      showNotice({ text: `${outcome.failure.message} ${outcome.failure.recovery}`, failed: true });
      return;
    }
    const saved = outcome.value;
    set({ fitting: [saved, ...get().fitting.filter(({ name }) => name !== saved.name)] });
    showNotice({ text: `Saved the mapping “${saved.name}”: it is offered with the next file of this kind.` });
  },
  remove: async (name) => {
    const outcome = await ask('mappings:remove', { name });
    if (outcome.ok) set({ fitting: get().fitting.filter((saved) => saved.name !== name) });
    else showNotice({ text: `${outcome.failure.message} ${outcome.failure.recovery}`, failed: true });
  },
}));
