import { create } from 'zustand';
import type { Failure, KeptConflict, SchemaHistory } from '../../preload/api.ts';
import { ask } from '../bridge.ts';
import { showNotice } from '../shell/notices-store.ts';

interface SchemaHistoryState {
  readonly history: SchemaHistory | null;
  readonly failure: Failure | null;
  readonly refresh: () => Promise<void>;
  readonly settle: (conflict: KeptConflict, choice: 'kept' | 'present') => Promise<void>;
}

/** What was done to the schema, what a rollback keeps, and what could not simply come back. */
export const useSchemaHistory = create<SchemaHistoryState>()((set, get) => ({
  history: null,
  failure: null,
  refresh: async () => {
    const outcome = await ask('schema:history');
    set(outcome.ok ? { history: outcome.value, failure: null } : { failure: outcome.failure });
  },
  settle: async ({ id }, choice) => {
    const outcome = await ask('schema:settle-conflict', { id, choice });
    await get().refresh();
    showNotice(
      outcome.ok
        ? { text: choice === 'kept' ? 'The kept values are back.' : 'What was there stays.' }
        : { text: `${outcome.failure.message} ${outcome.failure.recovery}`, failed: true },
    );
  },
}));
