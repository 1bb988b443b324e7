import { create } from 'zustand';
import type { BackupList, Failure, RestoreReport } from '../../preload/api.ts';
import { ask, listen } from '../bridge.ts';
import { showNotice } from '../shell/notices-store.ts';

/** A restore that the user was asked about. */
export interface Question {
  readonly path: string;
  readonly purpose: RestorePurpose;
  readonly plan: RestoreReport;
  readonly onRestored: () => void;
}

/** What a restore is for: `undo-restore` brings back what the last one put aside, `undo-import` what was there before an import. */
export type RestorePurpose = 'restore' | 'undo-restore' | 'undo-import';

interface BackupsState {
  readonly list: BackupList | null;
  readonly failure: Failure | null;
  readonly question: Question | null;
  readonly refresh: () => Promise<void>;
  readonly backUp: () => Promise<void>;
  /** Finds out what restoring this file would discard, and then asks. */
  readonly askToRestore: (path: string, purpose?: RestorePurpose, onRestored?: () => void) => Promise<void>;
  readonly chooseFile: () => Promise<void>;
  readonly askToUndo: () => Promise<void>;
  readonly answer: (goAhead: boolean) => Promise<void>;
}

/** The backups, and the question before a restore. Progress and results are told by the work strip. */
export const useBackups = create<BackupsState>()((set, get) => ({
  list: null,
  failure: null,
  question: null,
  refresh: async () => {
    const outcome = await ask('backups:list');
    set(outcome.ok ? { list: outcome.value, failure: null } : { failure: outcome.failure });
  },
  backUp: async () => {
    // A failure is told by the work strip.
    await ask('backups:create');
  },
  askToRestore: async (path, purpose = 'restore', onRestored = () => undefined) => {
    const outcome = await ask('backups:plan-restore', { path });
    if (outcome.ok) set({ question: { path, purpose, plan: outcome.value, onRestored } });
    else tell(outcome.failure);
  },
  chooseFile: async () => {
    const outcome = await ask('backups:choose');
    if (!outcome.ok) tell(outcome.failure);
    else if (outcome.value !== null) await get().askToRestore(outcome.value.path);
  },
  askToUndo: async () => {
    await get().refresh();
    const last = lastPutAside(get().list);
    if (last === null) showNotice({ text: 'There is no restore to undo.' });
    else await get().askToRestore(last, 'undo-restore');
  },
  answer: async (goAhead) => {
    const { question } = get();
    set({ question: null });
    if (question === null || !goAhead) return;
    const outcome =
      question.purpose === 'undo-restore'
        ? await ask('backups:undo-restore')
        : await ask('backups:restore', { path: question.path });
    if (outcome.ok) question.onRestored();
    else tell(outcome.failure);
  },
}));

/** The database as it was before the last restore; null where nothing was restored. */
export function lastPutAside(list: BackupList | null): string | null {
  return list?.backups.find(({ type }) => type === 'pre-restore')?.path ?? null;
}

/** Keeps the list up to date; returns the function that stops it. */
export function followBackups(): () => void {
  void useBackups.getState().refresh();
  return listen('backups:changed', () => void useBackups.getState().refresh());
}

function tell({ message, recovery }: Failure): void {
  showNotice({ text: `${message} ${recovery}`, failed: true });
}
