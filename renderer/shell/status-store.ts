import { create } from 'zustand';
import type { DatabaseStatus, Failure } from '../../preload/api.ts';
import { ask, listen } from '../bridge.ts';
import { showNotice } from './notices-store.ts';

interface StatusState {
  readonly status: DatabaseStatus | null;
  readonly failure: Failure | null;
  readonly refresh: () => Promise<void>;
}

/** The database as the status bar and the places need it: which one, at which schema version, with how many entries. */
export const useStatus = create<StatusState>()((set) => ({
  status: null,
  failure: null,
  refresh: async () => {
    const outcome = await ask('database:status');
    if (outcome.ok) set({ status: outcome.value, failure: null });
    else set({ failure: outcome.failure });
  },
}));

/** What an interruption left to be finished or undone, said once, when the window opens. */
function tellNotice(): void {
  const notice = useStatus.getState().status?.notice;
  if (notice) showNotice({ text: notice, stays: true });
}

/** Keeps the status up to date; returns the function that stops it. */
export function followStatus(): () => void {
  void useStatus.getState().refresh().then(tellNotice);
  const refresh = () => void useStatus.getState().refresh();
  const stops = [listen('entries:changed', refresh), listen('schema:changed', refresh)];
  return () => stops.forEach((stop) => stop());
}

/** Whether the database is opened for reading only, so that nothing can be written. */
export function useReadOnly(): boolean {
  return useStatus((state) => state.status?.readOnly ?? false);
}

/** The same, outside of rendering. */
export function isReadOnly(): boolean {
  return useStatus.getState().status?.readOnly ?? false;
}
